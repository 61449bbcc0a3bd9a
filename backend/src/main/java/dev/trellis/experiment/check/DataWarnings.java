package dev.trellis.experiment.check;

import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TokenizedExamples.Part;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.experiment.submission.codec.Warning;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Warns of prepared data that can be trained on, but probably not as its owner meant it. */
public final class DataWarnings {
  private static final int LABELS_NAMED = 10;
  private static final int LEAST_TOKENS = 2;

  private DataWarnings() {}

  /** Returns the warnings, each with a JSON pointer to the key that can be changed. */
  public static List<Warning> of(ExperimentSpec spec, TrainingData data) {
    List<Warning> warnings = new ArrayList<>();
    EpochTokens.warning(spec.space(), data).ifPresent(warnings::add);
    boolean asksForTest = spec.preparation().split().test() > 0;
    if (data instanceof TokenizedText text && asksForTest && text.test().length < LEAST_TOKENS) {
      warnings.add(
          new Warning(
              "/split",
              "The test part has %d tokens, too few to measure: trials will have no test metrics. Use a larger share for test, or test: 0."
                  .formatted(text.test().length)));
    }
    if (data instanceof TokenizedExamples examples) {
      lacking(examples, "training", examples.training(), warnings);
      lacking(examples, "validation", examples.validation(), warnings);
      if (asksForTest || examples.test().size() > 0) {
        lacking(examples, "test", examples.test(), warnings);
      }
    }
    return warnings;
  }

  private static void lacking(
      TokenizedExamples examples, String name, Part part, List<Warning> warnings) {
    Set<Integer> there = Arrays.stream(part.labels()).boxed().collect(Collectors.toSet());
    List<String> missing =
        examples.labels().stream()
            .filter(label -> !there.contains(examples.labels().indexOf(label)))
            .toList();
    if (!missing.isEmpty()) {
      String more =
          missing.size() > LABELS_NAMED
              ? " and %,d more".formatted(missing.size() - LABELS_NAMED)
              : "";
      warnings.add(
          new Warning(
              "/split",
              "The %s part of %,d examples has none with %s %s%s. Upload more examples, or change split."
                  .formatted(
                      name,
                      part.size(),
                      missing.size() == 1 ? "the label" : "the labels",
                      missing.stream()
                          .limit(LABELS_NAMED)
                          .map("'%s'"::formatted)
                          .collect(Collectors.joining(", ")),
                      more)));
    }
  }
}
