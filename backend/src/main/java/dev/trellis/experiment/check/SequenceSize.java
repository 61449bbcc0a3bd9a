package dev.trellis.experiment.check;

import dev.trellis.space.Condition;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Sequences of a minibatch and tokens of a sequence, as trials of a search may combine them.
 *
 * @param minibatchSize sequences of a minibatch
 * @param sequenceLength tokens of a sequence
 */
record SequenceSize(long minibatchSize, long sequenceLength) {
  private static final String MINIBATCH_SIZE = "minibatch_size";
  private static final String SEQUENCE_LENGTH = "sequence_length";
  private static final Set<String> NAMES = Set.of(MINIBATCH_SIZE, SEQUENCE_LENGTH);

  /** Returns the combinations that no constraint on the two sizes alone forbids. */
  static Stream<SequenceSize> all(SearchSpace space) {
    long[] lengths = values(space, SEQUENCE_LENGTH);
    return LongStream.of(values(space, MINIBATCH_SIZE))
        .boxed()
        .flatMap(
            minibatch ->
                LongStream.of(lengths).mapToObj(length -> new SequenceSize(minibatch, length)))
        .filter(size -> size.isFeasible(space));
  }

  /**
   * Returns the different values of a parameter, ascending; 1 if the space has no such parameter.
   */
  private static long[] values(SearchSpace space, String name) {
    List<Parameter> named =
        space.parameters().stream().filter(one -> one.name().equals(name)).toList();
    if (named.isEmpty()) {
      return new long[] {1};
    }
    LongStream varying =
        LongStream.range(0, named.get(0).gridSize())
            .map(index -> ((Number) named.get(0).gridValue(index)).longValue());
    LongStream otherwise =
        space.conditions().stream()
            .filter(condition -> condition.parameter().equals(name))
            .map(Condition::otherwise)
            .mapToLong(value -> ((Number) value).longValue());
    return LongStream.concat(varying, otherwise).sorted().distinct().toArray();
  }

  private boolean isFeasible(SearchSpace space) {
    Map<String, Object> values =
        Map.of(MINIBATCH_SIZE, minibatchSize, SEQUENCE_LENGTH, sequenceLength);
    return space.constraints().stream()
        .filter(constraint -> NAMES.containsAll(constraint.parameterNames()))
        .allMatch(constraint -> constraint.isSatisfiedBy(values::get));
  }

  /** Returns the number of tokens of a minibatch. */
  long tokens() {
    return minibatchSize * sequenceLength;
  }

  @Override
  public String toString() {
    return "%s %d and %s %d"
        .formatted(MINIBATCH_SIZE, minibatchSize, SEQUENCE_LENGTH, sequenceLength);
  }
}
