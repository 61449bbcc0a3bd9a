package dev.trellis.execution.planning;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.execution.planning.SearchSimulator.Trial;
import dev.trellis.experiment.TrialState;
import dev.trellis.experiment.submission.spec.SearchOptions;
import dev.trellis.experiment.submission.spec.SearchOptions.PrunerChoice;
import dev.trellis.pruning.PrunerKind;
import dev.trellis.pruning.PrunerSettings;
import dev.trellis.pruning.Pruners;
import dev.trellis.search.SearchDefinition;
import dev.trellis.space.Assignment;
import dev.trellis.stopping.SearchStopConditions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSimulationTest {
  /** Falls with the epochs to a floor that is lowest at x = 0.3; jittery. */
  private static double loss(Assignment tried, int epoch) {
    double x = tried.real("x");
    return Math.abs(x - 0.3) + 1.0 / epoch + 0.01 * Math.sin(1e4 * x * epoch);
  }

  private static double failing(Assignment tried, int epoch) {
    return tried.real("x") > 0.9 && epoch == 2 ? Double.NaN : loss(tried, epoch);
  }

  private static SearchOptions with(
      String pruner, Map<String, Integer> settings, @Nullable Integer batch) {
    PrunerKind kind = Pruners.findByName(pruner).orElseThrow();
    Map<String, Integer> values = new HashMap<>();
    kind.settings().forEach(setting -> values.put(setting.name(), setting.defaultValue()));
    values.putAll(settings);
    return new SearchOptions(
        SearchDefinition.Order.GIVEN,
        batch,
        new PrunerChoice(pruner, new PrunerSettings(values)),
        null,
        SearchStopConditions.NEVER,
        List.of(),
        true);
  }

  private static SearchOptions with(SearchStopConditions when) {
    return new SearchOptions(SearchDefinition.Order.GIVEN, null, null, null, when, List.of(), true);
  }

  private static Map<Long, Trial> play(InventedSearch search, int workers, long order) {
    return new SearchSimulator(search.spec(), SearchSimulationTest::loss, workers, order).play();
  }

  /** Epochs trained to how many trials trained just so far. */
  private static Map<Integer, Long> byEpochs(Stream<Trial> trials) {
    return trials.collect(groupingBy(Trial::epochs, TreeMap::new, counting()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 200})
  void hyperband_follows_the_table_of_its_algorithm(int workers) {
    var search = new InventedSearch("random", 143, 81, 300).with(with("hyperband", Map.of(), null));
    List<Trial> trials = new ArrayList<>(play(search, workers, workers).values());
    assertThat(byEpochs(trials.subList(0, 81).stream()))
        .isEqualTo(Map.of(1, 54L, 3, 18L, 9, 6L, 27, 2L, 81, 1L));
    assertThat(byEpochs(trials.subList(81, 115).stream()))
        .isEqualTo(Map.of(3, 23L, 9, 8L, 27, 2L, 81, 1L));
    assertThat(byEpochs(trials.subList(115, 130).stream()))
        .isEqualTo(Map.of(9, 10L, 27, 4L, 81, 1L));
    assertThat(byEpochs(trials.subList(130, 138).stream())).isEqualTo(Map.of(27, 6L, 81, 2L));
    assertThat(byEpochs(trials.subList(138, 143).stream())).isEqualTo(Map.of(81, 5L));
  }

  @Test
  void successive_halving_alone_keeps_the_best_ninth_of_nine() {
    var search = new InventedSearch("random", 9, 9, 9).with(with("asha", Map.of(), null));
    for (long order = 0; order < 20; order++) {
      Map<Long, Trial> trials = play(search, 3, order);
      // one worker's luck may promote early, but never fewer than the table has
      Map<Integer, Long> ends = byEpochs(trials.values().stream());
      assertThat(ends.getOrDefault(9, 0L)).isGreaterThanOrEqualTo(1);
      assertThat(ends.getOrDefault(3, 0L) + ends.getOrDefault(9, 0L)).isGreaterThanOrEqualTo(3);
      assertThat(ends.keySet()).containsOnly(1, 3, 9);
    }
  }

  @Test
  void asha_in_batches_of_all_is_the_table_of_successive_halving() {
    var search = new InventedSearch("random", 27, 27, 27).with(with("asha", Map.of(), 27));
    Map<Integer, Long> ends = byEpochs(play(search, 5, 1).values().stream());
    assertThat(ends).isEqualTo(Map.of(1, 18L, 3, 6L, 9, 2L, 27, 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"asha", "hyperband"})
  void search_trains_best_trial_to_the_end(String pruner) {
    for (long count = 1; count <= 12; count++) {
      var search = new InventedSearch("random", count, 20, 2).with(with(pruner, Map.of(), null));
      Map<Long, Trial> trials = play(search, 2, count);
      assertThat(trials).hasSize((int) count);
      assertThat(trials.values()).extracting(trial -> trial.state).contains(TrialState.COMPLETED);
      assertThat(trials.values()).allMatch(trial -> trial.state.isOver());
    }
  }

  @Test
  void who_is_dismissed_is_told_where_it_stood() {
    var search = new InventedSearch("random", 81, 81, 9).with(with("hyperband", Map.of(), null));
    List<Trial> atFirstRung =
        play(search, 4, 3).values().stream().filter(trial -> trial.epochs() == 1).toList();
    assertThat(atFirstRung).hasSize(54);
    assertThat(atFirstRung)
        .allSatisfy(
            trial -> {
              assertThat(trial.state).isEqualTo(TrialState.PRUNED);
              assertThat(trial.reason().rule()).isEqualTo("hyperband");
              assertThat(trial.reason().step()).isEqualTo(1);
              assertThat(trial.reason().value()).isGreaterThanOrEqualTo(trial.reason().threshold());
              assertThat(trial.rank().phrase()).matches("\\d+ of 81 at rung 0");
            });
    assertThat(atFirstRung.stream().map(trial -> trial.rank().place()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(28, 81).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "percentile", "asha", "hyperband"})
  void thousands_of_trials_end_and_best_complete(String pruner) {
    var search = new InventedSearch("random", 1_000, 27, 16).with(with(pruner, Map.of(), null));
    var simulator = new SearchSimulator(search.spec(), SearchSimulationTest::failing, 16, 1);
    Map<Long, Trial> trials = simulator.play();
    assertThat(trials).hasSize(1_000);
    assertThat(simulator.epochsTrained()).isLessThan(1_000 * 27 * 7 / 10);
    Trial best =
        trials.values().stream()
            .filter(trial -> trial.state == TrialState.COMPLETED)
            .min(Comparator.comparingDouble(trial -> loss(trial.assignment, 27)))
            .orElseThrow();
    assertThat(Math.abs(best.assignment.real("x") - 0.3)).isLessThan(0.02);
    assertThat(trials.values())
        .filteredOn(trial -> trial.assignment.real("x") > 0.9 && trial.epochs() >= 2)
        .allMatch(trial -> trial.state == TrialState.FAILED);
  }

  static Stream<InventedSearch> repeatable() {
    return Stream.of(
        new InventedSearch("random", 60, 27, 8),
        new InventedSearch("quasirandom", 60, 27, 8),
        new InventedSearch("random", 60, 27, 8).with(with("hyperband", Map.of(), null)),
        new InventedSearch("tpe", 60, 9, 8).with(batch(8)),
        new InventedSearch("tpe", 60, 9, 8).with(with("median", Map.of(), 8)),
        new InventedSearch("tpe", 60, 27, 8).with(with("asha", Map.of(), 8)));
  }

  private static SearchOptions batch(int size) {
    return new SearchOptions(
        SearchDefinition.Order.GIVEN,
        size,
        null,
        null,
        SearchStopConditions.NEVER,
        List.of(),
        true);
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void search_repeats_under_one_two_and_eight_workers(InventedSearch search) {
    String first = summary(play(search, 1, 0));
    for (int workers : new int[] {1, 2, 8}) {
      for (long order = 1; order <= 5; order++) {
        assertThat(summary(play(search, workers, order))).isEqualTo(first);
      }
    }
  }

  private static String summary(Map<Long, Trial> trials) {
    List<String> lines = new ArrayList<>();
    trials.forEach(
        (number, trial) ->
            lines.add(number + " " + trial.assignment + " " + trial.state + " " + trial.epochs()));
    return String.join("\n", lines);
  }

  @Test
  void patience_spares_a_trial_that_still_gets_better() {
    var hasty = new InventedSearch("random", 300, 20, 4).with(with("median", Map.of(), null));
    var patient =
        new InventedSearch("random", 300, 20, 4)
            .with(with("median", Map.of("patience", 100), null));
    assertThat(play(hasty, 4, 1).values()).anyMatch(trial -> trial.state == TrialState.PRUNED);
    assertThat(play(patient, 4, 1).values()).allMatch(trial -> trial.state == TrialState.COMPLETED);
  }

  @Test
  void a_search_ends_at_its_target_at_a_plateau_or_after_failures() {
    var atTarget =
        new InventedSearch("random", 500, 5, 4)
            .with(with(new SearchStopConditions(true, null, null)))
            .withTarget(0.25);
    assertThat(play(atTarget, 4, 1).size()).isLessThan(200);
    var plateau =
        new InventedSearch("random", 500, 5, 4)
            .with(with(new SearchStopConditions(false, 20, null)));
    assertThat(play(plateau, 4, 1).size()).isBetween(20, 400);
    var failures =
        new InventedSearch("random", 500, 5, 4)
            .with(with(new SearchStopConditions(false, null, 3)));
    Map<Long, Trial> failed =
        new SearchSimulator(failures.spec(), SearchSimulationTest::failing, 4, 1).play();
    assertThat(failed.values().stream().filter(trial -> trial.state == TrialState.FAILED))
        .hasSize(3);
  }
}
