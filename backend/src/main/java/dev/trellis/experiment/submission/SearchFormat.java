package dev.trellis.experiment.submission;

import dev.trellis.experiment.submission.codec.BooleanType;
import dev.trellis.experiment.submission.codec.ChoiceType;
import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.ListType;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.Section;
import dev.trellis.experiment.submission.spec.SearchOptions;
import dev.trellis.experiment.submission.spec.SearchOptions.PrunerChoice;
import dev.trellis.experiment.submission.spec.SearchOptions.Replication;
import dev.trellis.search.SearchDefinition;
import dev.trellis.search.SearchStrategies;
import dev.trellis.search.SearchStrategy;
import dev.trellis.stopping.SearchStopConditions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that say how a search goes about its space, beside {@code method}. */
final class SearchFormat {
  static final Key<SearchDefinition.Order> ORDER =
      Key.defaulting(
          "order",
          SearchDefinition.Order.GIVEN,
          "In which order the points of a grid come; shuffled by the seed, or as given.",
          ChoiceType.of(SearchDefinition.Order.values()));
  static final Key<Long> BATCH =
      Key.optional(
          "batch",
          "Propose so many trials from the same history, and the next ones when all of them are over:"
              + " a parallel adaptive search then repeats exactly.",
          new IntegerType(1, 1_000));
  static final Key<PrunerChoice> PRUNER =
      Key.optional("pruner", "Ends trials because their peers do better.", new PrunerFormat());
  static final Key<PrunerChoice> EARLY_TERMINATE =
      Key.optional(
          "early_terminate",
          "The pruner, as Weights & Biases writes it.",
          new EarlyTerminateFormat());

  static final Key<Long> TOP =
      Key.defaulting("top", 3L, "How many of the best trials.", new IntegerType(1, 100));
  static final Key<Long> SEEDS =
      Key.defaulting("seeds", 5L, "How often each is trained again.", new IntegerType(1, 100));
  static final Key<Node> REPLICATE =
      Key.optional(
          "replicate",
          "After the search, train the best trials again with other seeds.",
          Section.of(TOP, SEEDS));

  static final Key<Boolean> TARGET_REACHED =
      Key.defaulting(
          "target_reached", false, "A trial reached the metric's target.", new BooleanType());
  static final Key<Long> PLATEAU_TRIALS =
      Key.optional(
          "plateau_trials",
          "So many trials in a row brought no new best.",
          new IntegerType(1, 1_000_000));
  static final Key<Long> FAILED_TRIALS =
      Key.optional("failed_trials", "So many trials failed.", new IntegerType(1, 1_000_000));
  static final Key<Node> STOP_WHEN =
      Key.optional(
          "stop_when",
          "When the search ends before all its trials.",
          Section.of(TARGET_REACHED, PLATEAU_TRIALS, FAILED_TRIALS));

  static final Key<List<Long>> WARM_START =
      Key.optional(
          "warm_start",
          "Ids of earlier experiments on the same dataset and metric that method tpe learns from.",
          new ListType<>(new IntegerType(1, Long.MAX_VALUE)));

  static final Key<Boolean> REUSE =
      Key.defaulting(
          "reuse",
          true,
          "A trial that was trained here before, with nothing different, takes over that result"
              + " instead of being trained again.",
          new BooleanType());

  private SearchFormat() {}

  static List<Key<?>> keys() {
    return List.of(ORDER, BATCH, PRUNER, EARLY_TERMINATE, REPLICATE, STOP_WHEN, WARM_START, REUSE);
  }

  static SearchOptions read(Node root, Optional<SearchStrategy> method, boolean hasTarget) {
    Optional<SearchDefinition.Order> order = ORDER.read(root);
    Optional<List<Long>> warmStart = WARM_START.read(root);
    method.ifPresent(strategy -> check(root, strategy));
    return new SearchOptions(
        order.orElse(SearchDefinition.Order.GIVEN),
        BATCH.read(root).map(Long::intValue).orElse(null),
        pruner(root),
        REPLICATE.read(root).map(SearchFormat::replication).orElse(null),
        STOP_WHEN
            .read(root)
            .map(node -> stopWhen(node, hasTarget))
            .orElse(SearchStopConditions.NEVER),
        warmStart.orElse(List.of()),
        REUSE.read(root).orElse(true));
  }

  private static String names(Predicate<SearchStrategy> property) {
    return SearchStrategies.all().stream()
        .filter(property)
        .map(SearchStrategy::name)
        .collect(Collectors.joining(" or "));
  }

  /** Rejects keys that have no effect with the method, because their author expects one. */
  private static void check(Node root, SearchStrategy method) {
    Node order = root.child(ORDER.name());
    if (!order.isAbsent() && !method.hasOrder() && !"given".equals(order.value())) {
      order.refuses(
          "order goes with method %s; %s has no points in order"
              .formatted(names(SearchStrategy::hasOrder), method.name()));
    }
    Node warmStart = root.child(WARM_START.name());
    if (!warmStart.isAbsent() && !method.isAdaptive()) {
      warmStart.refuses(
          "method %s learns from no other experiment; use %s, or leave warm_start out"
              .formatted(method.name(), names(SearchStrategy::isAdaptive)));
    }
  }

  private static @Nullable PrunerChoice pruner(Node root) {
    Optional<PrunerChoice> pruner = PRUNER.read(root);
    Optional<PrunerChoice> alias = EARLY_TERMINATE.read(root);
    if (pruner.isPresent() && alias.isPresent()) {
      root.child(EARLY_TERMINATE.name())
          .reject("early_terminate is another word for pruner; give one of them");
    }
    return pruner.or(() -> alias).orElse(null);
  }

  private static Replication replication(Node node) {
    return new Replication(
        TOP.read(node).orElseThrow().intValue(), SEEDS.read(node).orElseThrow().intValue());
  }

  static SearchStopConditions stopWhen(Node node, boolean hasTarget) {
    boolean atTarget = TARGET_REACHED.read(node).orElse(false);
    if (atTarget && !hasTarget) {
      node.child(TARGET_REACHED.name())
          .refuses("there is no target to reach; give metric: {target: ...}");
    }
    return new SearchStopConditions(
        atTarget,
        PLATEAU_TRIALS.read(node).map(Long::intValue).orElse(null),
        FAILED_TRIALS.read(node).map(Long::intValue).orElse(null));
  }

  /** Leaves out keys that have their default values. */
  static void write(Map<String, Object> tree, SearchOptions options) {
    if (options.order() != SearchDefinition.Order.GIVEN) {
      ORDER.write(tree, options.order());
    }
    BATCH.write(tree, options.batch() == null ? null : (long) options.batch());
    PRUNER.write(tree, options.pruner());
    if (options.replication() != null) {
      Map<String, Object> replicate = new LinkedHashMap<>();
      TOP.write(replicate, (long) options.replication().top());
      SEEDS.write(replicate, (long) options.replication().seeds());
      tree.put(REPLICATE.name(), replicate);
    }
    if (!options.stopWhen().equals(SearchStopConditions.NEVER)) {
      tree.put(STOP_WHEN.name(), stopWhen(options.stopWhen()));
    }
    WARM_START.write(tree, options.warmStart().isEmpty() ? null : options.warmStart());
    REUSE.write(tree, options.reuse() ? null : false);
  }

  private static Map<String, Object> stopWhen(SearchStopConditions when) {
    Map<String, Object> tree = new LinkedHashMap<>();
    TARGET_REACHED.write(tree, when.targetReached());
    PLATEAU_TRIALS.write(tree, when.plateauTrials() == null ? null : (long) when.plateauTrials());
    FAILED_TRIALS.write(tree, when.failedTrials() == null ? null : (long) when.failedTrials());
    return tree;
  }
}
