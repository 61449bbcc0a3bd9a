package dev.trellis.experiment.submission;

import dev.trellis.experiment.submission.codec.ChoiceType;
import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.Section;
import dev.trellis.experiment.submission.codec.ValueType;
import dev.trellis.experiment.submission.spec.SearchOptions.PrunerChoice;
import dev.trellis.pruning.PrunerKind;
import dev.trellis.pruning.Pruners;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The pruner of a Weights &amp; Biases sweep: {@code {type: hyperband, min_iter: 3, eta: 3}}. Keys
 * that would have another effect there than here are refused.
 */
record EarlyTerminateFormat() implements ValueType<PrunerChoice> {
  private static final PrunerKind HYPERBAND = Pruners.findByName("hyperband").orElseThrow();
  private static final Key<PrunerKind> TYPE =
      Key.required(
          "type", "What ends trials.", new ChoiceType<>(Map.of("hyperband", HYPERBAND), Map.of()));
  private static final Key<Long> MIN_ITER =
      Key.optional("min_iter", "Here: min_epochs.", new IntegerType(1, 100_000));
  private static final Key<Long> ETA =
      Key.optional("eta", "Here: reduction_factor.", new IntegerType(2, 100));
  private static final Map<String, String> REFUSED =
      Map.of(
          "max_iter",
          "max_iter is not supported: the last rung follows from early_stopping.max_epochs. Set max_epochs to max_iter and min_iter to max_iter / eta^s (27 / 3^2 = 3), and leave max_iter out.",
          "s",
          "s is not supported: the number of rungs follows from min_iter, eta and early_stopping.max_epochs. Set min_iter to max_iter / eta^s (27 / 3^2 = 3), and leave s out.",
          "strict",
          "strict is not supported: trials at a rung are always ranked as the pruner hyperband does. Leave strict out, or use pruner: asha.");
  private static final Section SECTION =
      new Section(List.of(TYPE, MIN_ITER, ETA), Set.of(), REFUSED);

  @Override
  public Optional<PrunerChoice> read(Node node) {
    if (SECTION.read(node).isEmpty() || TYPE.read(node).isEmpty()) {
      return Optional.empty();
    }
    Map<String, Integer> given = new TreeMap<>();
    MIN_ITER.read(node).ifPresent(value -> given.put("min_epochs", value.intValue()));
    ETA.read(node).ifPresent(value -> given.put("reduction_factor", value.intValue()));
    return Optional.of(PrunerFormat.choice(HYPERBAND, given));
  }

  @Override
  public Object write(PrunerChoice choice) {
    Map<String, Object> tree = new LinkedHashMap<>();
    TYPE.write(tree, HYPERBAND);
    MIN_ITER.write(tree, (long) choice.settings().get("min_epochs"));
    ETA.write(tree, (long) choice.settings().get("reduction_factor"));
    return tree;
  }

  @Override
  public Map<String, Object> schema() {
    return SECTION.schema();
  }
}
