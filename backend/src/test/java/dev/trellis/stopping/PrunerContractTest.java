package dev.trellis.stopping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metric.Curve;
import dev.trellis.metric.Goal;
import dev.trellis.metric.MetricPoint;
import dev.trellis.stopping.Contender.Standing;
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

/** What every pruner of the registry promises. A new one is tested by being registered. */
@ParameterizedClass
@MethodSource("kinds")
class PrunerContractTest {
  private static final int MAX_EPOCHS = 9;
  private static final int FIELDS = 300;

  private final PrunerKind kind;

  PrunerContractTest(PrunerKind kind) {
    this.kind = kind;
  }

  static Stream<PrunerKind> kinds() {
    return Pruners.all().stream();
  }

  /** With its defaults, and where it knows patience, with some. */
  private List<Pruner> pruners() {
    Map<String, Integer> values = new TreeMap<>();
    kind.settings().forEach(setting -> values.put(setting.name(), setting.fallback()));
    List<Pruner> pruners = new ArrayList<>(List.of(kind.create(new Settings(values))));
    if (values.containsKey("patience")) {
      values.put("patience", 2);
      pruners.add(kind.create(new Settings(values)));
    }
    return pruners;
  }

  private static Field field(SplittableRandom random) {
    List<Contender> contenders =
        IntStream.range(0, 13).mapToObj(number -> contender(number, random)).toList();
    return new Field(Goal.values()[random.nextInt(2)], MAX_EPOCHS, 13, contenders);
  }

  private static Contender contender(int number, SplittableRandom random) {
    int epochs = random.nextInt(MAX_EPOCHS);
    List<MetricPoint> points =
        IntStream.rangeClosed(1, epochs)
            .mapToObj(
                epoch ->
                    new MetricPoint(
                        epoch, random.nextInt(8) == 0 ? Double.NaN : random.nextInt(20)))
            .toList();
    Standing standing = Standing.values()[random.nextInt(Standing.values().length)];
    return new Contender(number, standing, new Curve(points));
  }

  /** With nothing but the best by each of those epochs, and at the last one. */
  private static Field reduced(Field field, List<Integer> epochs) {
    List<Contender> contenders =
        field.contenders().stream()
            .map(
                one -> {
                  List<MetricPoint> bests =
                      Stream.concat(
                              epochs.stream().filter(epoch -> epoch < one.epochs()),
                              Stream.of(one.epochs()).filter(epoch -> epoch > 0))
                          .sorted()
                          .map(epoch -> new MetricPoint(epoch, one.bestBy(epoch, field.goal())))
                          .toList();
                  return new Contender(one.number(), one.standing(), new Curve(bests));
                })
            .toList();
    return new Field(field.goal(), MAX_EPOCHS, field.trialCount(), contenders);
  }

  @Test
  void the_epochs_it_compares_are_all_that_matters_to_a_decision() {
    int decided = 0;
    for (Pruner pruner : pruners()) {
      for (int seed = 0; seed < FIELDS; seed++) {
        Field field = field(new SplittableRandom(seed));
        for (Contender one : field.contenders()) {
          if (one.standing() != Standing.OPEN || one.epochs() == 0) {
            continue;
          }
          Decision whole = pruner.decide(field, one);
          List<Integer> epochs = pruner.compares(MAX_EPOCHS, one.epochs());
          Field less = reduced(field, epochs);
          Contender reduced = less.contenders().get((int) one.number());
          assertThat(epochs.isEmpty() ? new Decision.GoOn() : pruner.decide(less, reduced))
              .isEqualTo(whole);
          decided += whole instanceof Decision.GoOn ? 0 : 1;
        }
      }
    }
    assertThat(decided).isPositive();
  }

  @Test
  void the_epochs_it_compares_are_all_that_matters_to_those_that_wait() {
    for (Pruner pruner : pruners()) {
      for (int seed = 0; seed < FIELDS; seed++) {
        Field field = field(new SplittableRandom(seed));
        Field less = reduced(field, pruner.compares(MAX_EPOCHS, 0));
        for (boolean closing : new boolean[] {true, false}) {
          assertThat(pruner.verdicts(less, closing)).isEqualTo(pruner.verdicts(field, closing));
        }
      }
    }
  }

  @Test
  void it_is_found_by_its_name_and_says_what_it_is_for() {
    assertThat(Pruners.named(kind.name())).containsSame(kind);
    assertThat(kind.description()).isNotBlank();
    assertThat(kind.settings()).allMatch(one -> one.fallback() >= one.low());
  }

  @Test
  void its_plan_narrows_from_rung_to_rung_up_to_the_last_epoch() {
    for (Pruner pruner : pruners()) {
      List<Pruner.Rung> plan = pruner.plan(MAX_EPOCHS, 40);
      assertThat(plan.isEmpty()).isEqualTo(!kind.pauses());
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
