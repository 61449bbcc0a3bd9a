package dev.trellis.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import dev.trellis.pruning.Cohort;
import dev.trellis.pruning.PeerTrial;
import dev.trellis.pruning.PeerTrial.State;
import dev.trellis.pruning.Pruner;
import dev.trellis.pruning.PrunerKind;
import dev.trellis.pruning.PrunerSettings;
import dev.trellis.pruning.Pruners;
import dev.trellis.pruning.PruningDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract of all registered pruners. A new pruner is tested as soon as it is registered. */
@ParameterizedClass
@MethodSource("kinds")
class PrunerContractTest {
  private static final int MAX_EPOCHS = 9;
  private static final int SEARCHES = 300;

  private final PrunerKind kind;

  PrunerContractTest(PrunerKind kind) {
    this.kind = kind;
  }

  static Stream<PrunerKind> kinds() {
    return Pruners.all().stream();
  }

  /** Creates the pruner with default settings and, if it has a patience, also with patience 2. */
  private List<Pruner> pruners() {
    Map<String, Integer> values = new TreeMap<>();
    kind.settings().forEach(setting -> values.put(setting.name(), setting.defaultValue()));
    List<Pruner> pruners = new ArrayList<>(List.of(kind.create(new PrunerSettings(values))));
    if (values.containsKey("patience")) {
      values.put("patience", 2);
      pruners.add(kind.create(new PrunerSettings(values)));
    }
    return pruners;
  }

  private static Cohort randomField(SplittableRandom random) {
    List<PeerTrial> trials =
        IntStream.range(0, 13).mapToObj(number -> randomTrial(number, random)).toList();
    return new Cohort(Goal.values()[random.nextInt(2)], MAX_EPOCHS, 13, trials);
  }

  private static PeerTrial randomTrial(int number, SplittableRandom random) {
    int epochs = random.nextInt(MAX_EPOCHS);
    List<MetricPoint> points =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                epoch ->
                    new MetricPoint(
                        epoch, random.nextInt(8) == 0 ? Double.NaN : random.nextInt(20)))
            .toList();
    State state = State.values()[random.nextInt(State.values().length)];
    return new PeerTrial(number, state, new Curve(points));
  }

  /** Reduces each curve to the best values at the given epochs and at its last epoch. */
  private static Cohort reduced(Cohort field, List<Integer> epochs) {
    List<PeerTrial> trials =
        field.trials().stream()
            .map(
                peer -> {
                  List<MetricPoint> bests =
                      Stream.concat(
                              epochs.stream().filter(epoch -> epoch < peer.epochs()),
                              Stream.of(peer.epochs()).filter(epoch -> epoch > 0))
                          .sorted()
                          .map(epoch -> new MetricPoint(epoch, peer.bestUpTo(epoch, field.goal())))
                          .toList();
                  return new PeerTrial(peer.number(), peer.state(), new Curve(bests));
                })
            .toList();
    return new Cohort(field.goal(), MAX_EPOCHS, field.trialCount(), trials);
  }

  @Test
  void decision_depends_on_the_compared_epochs_only() {
    int decided = 0;
    for (Pruner pruner : pruners()) {
      for (int seed = 0; seed < SEARCHES; seed++) {
        Cohort field = randomField(new SplittableRandom(seed));
        for (PeerTrial peer : field.trials()) {
          if (peer.state() != State.OPEN || peer.epochs() == 0) {
            continue;
          }
          PruningDecision expected = pruner.decide(field, peer);
          List<Integer> epochs = pruner.comparedEpochs(MAX_EPOCHS, peer.epochs());
          Cohort reducedField = reduced(field, epochs);
          PeerTrial reduced = reducedField.trials().get((int) peer.number());
          assertThat(
                  epochs.isEmpty()
                      ? new PruningDecision.Continue()
                      : pruner.decide(reducedField, reduced))
              .isEqualTo(expected);
          decided += expected instanceof PruningDecision.Continue ? 0 : 1;
        }
      }
    }
    assertThat(decided).isPositive();
  }

  @Test
  void paused_decisions_depend_on_the_compared_epochs_only() {
    for (Pruner pruner : pruners()) {
      for (int seed = 0; seed < SEARCHES; seed++) {
        Cohort field = randomField(new SplittableRandom(seed));
        Cohort reducedField = reduced(field, pruner.comparedEpochs(MAX_EPOCHS, 0));
        for (boolean closing : new boolean[] {true, false}) {
          assertThat(pruner.decidePaused(reducedField, closing))
              .isEqualTo(pruner.decidePaused(field, closing));
        }
      }
    }
  }

  @Test
  void pruner_is_registered_with_name_and_description() {
    assertThat(Pruners.findByName(kind.name())).containsSame(kind);
    assertThat(kind.description()).isNotBlank();
    assertThat(kind.settings()).allMatch(peer -> peer.defaultValue() >= peer.low());
  }

  @Test
  void planned_rungs_shrink_up_to_the_last_epoch() {
    for (Pruner pruner : pruners()) {
      List<Pruner.Rung> plan = pruner.planRungs(MAX_EPOCHS, 40);
      assertThat(plan.isEmpty()).isEqualTo(!kind.pausesTrials());
      for (int i = 1; i < plan.size(); i++) {
        Pruner.Rung before = plan.get(i - 1);
        Pruner.Rung rung = plan.get(i);
        if (rung.bracket() == before.bracket()) {
          assertThat(rung.epochs()).isGreaterThan(before.epochs());
          assertThat(rung.trials()).isLessThanOrEqualTo(before.trials());
        } else {
          assertThat(before.epochs()).isEqualTo(MAX_EPOCHS);
        }
      }
    }
  }
}
