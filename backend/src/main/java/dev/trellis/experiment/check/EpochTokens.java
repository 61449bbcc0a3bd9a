package dev.trellis.experiment.check;

import dev.trellis.dataset.text.TokenUse;
import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.space.SearchSpace;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tokens of the training part that an epoch trains on, for the sizes that trials of a search may
 * have.
 *
 * @param least for the sizes that leave out most
 * @param most for the sizes that leave out least
 */
public record EpochTokens(TokenUse least, TokenUse most) {
  /** Share of the tokens that an epoch may leave out without a warning. */
  private static final double TOLERATED = 0.02;

  private static final int SIZES_NAMED = 3;

  private record Sized(SequenceSize size, TokenUse use) {}

  public static EpochTokens of(SearchSpace space, TrainingData data) {
    List<Sized> sizes = worstFirst(space, data);
    return new EpochTokens(sizes.get(0).use(), sizes.get(sizes.size() - 1).use());
  }

  /** Returns a warning that names the sizes, if some leave out more than 2 % of the tokens. */
  static Optional<Warning> warning(SearchSpace space, TrainingData data) {
    List<Sized> sizes = worstFirst(space, data);
    List<Sized> wasteful =
        sizes.stream().takeWhile(sized -> sized.use().leftOut() > TOLERATED).toList();
    if (wasteful.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        data instanceof TokenizedExamples
            ? new Warning(
                "/parameters/sequence_length",
                "With sequence_length %d an epoch reads %s; the end of longer texts is never read. Use a longer sequence_length."
                    .formatted(
                        wasteful.get(0).size().sequenceLength(), shown(wasteful.get(0).use())))
            : new Warning(
                "/parameters",
                "An epoch leaves out more than 2 %% of the training part for %d of %d combinations of sizes: %s. Every epoch starts at another token, so that no token is lost for good, but trials with these sizes train on less in an epoch. Use sizes with a smaller product, or a longer text."
                    .formatted(
                        wasteful.size(),
                        sizes.size(),
                        wasteful.stream()
                            .limit(SIZES_NAMED)
                            .map(
                                sized ->
                                    "%s train on %s".formatted(sized.size(), shown(sized.use())))
                            .collect(Collectors.joining("; ")))));
  }

  private static String shown(TokenUse use) {
    return "%,d of %,d tokens".formatted(use.used(), use.available());
  }

  private static List<Sized> worstFirst(SearchSpace space, TrainingData data) {
    return sizes(space, data).stream()
        .map(size -> new Sized(size, data.tokenUse(size.minibatchSize(), size.sequenceLength())))
        .sorted(Comparator.comparingDouble(sized -> -sized.use().leftOut()))
        .toList();
  }

  /**
   * Returns the sizes to compare. For labeled texts the shortest and the longest sequence are
   * enough: a longer one reads more.
   */
  private static List<SequenceSize> sizes(SearchSpace space, TrainingData data) {
    List<SequenceSize> all = SequenceSize.all(space).toList();
    if (data instanceof TokenizedExamples) {
      Comparator<SequenceSize> byLength = Comparator.comparingLong(SequenceSize::sequenceLength);
      return List.of(Collections.min(all, byLength), Collections.max(all, byLength));
    }
    return all;
  }
}
