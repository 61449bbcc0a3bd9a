package dev.trellis.stopping;

import dev.trellis.stopping.Contender.Standing;
import dev.trellis.stopping.PrunerKind.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ladder that trials climb: at each rung they wait, and the best go on.
 *
 * @param rule the name in stop reasons
 * @param epochs how far a trial has trained at each rung, ascending
 */
record Rungs(String rule, List<Integer> epochs) {
  static final Setting MIN_EPOCHS =
      new Setting("min_epochs", "Epochs before the first decision.", 1, 1, 100_000);
  static final Setting REDUCTION_FACTOR =
      new Setting(
          "reduction_factor", "One in so many goes on, to so many times the epochs.", 3, 2, 100);

  Rungs {
    epochs = List.copyOf(epochs);
  }

  /** The rung on which a trial of so many epochs stands; null where it is between two. */
  @Nullable Integer at(int trained) {
    int rung = epochs.indexOf(trained);
    return rung < 0 ? null : rung;
  }

  /**
   * Those to be compared at a rung, the best first: all that came to it, and those that ended by
   * themselves on the way there, whose best stays.
   */
  List<Contender> ranked(int rung, Field field) {
    int here = epochs.get(rung);
    int before = rung == 0 ? -1 : epochs.get(rung - 1);
    return field.ranked(
        field.contenders().stream()
            .filter(
                one ->
                    one.epochs() >= here
                        || (one.standing() == Standing.OVER && one.epochs() > before)),
        here);
  }

  /** Whether it waits for a decision at that rung. */
  boolean waits(Contender one, int rung) {
    return one.standing() == Standing.PAUSED && one.epochs() == epochs.get(rung);
  }

  /**
   * Why one that waits at a rung goes no further.
   *
   * @param quota how many of them went on; 0 where none did
   */
  StopReason reason(Contender one, int rung, List<Contender> ranked, int quota, Field field) {
    int here = epochs.get(rung);
    Rank rank = new Rank(ranked.indexOf(one) + 1, ranked.size(), rung);
    double value = one.bestBy(here, field.goal());
    double threshold = quota == 0 ? Double.NaN : ranked.get(quota - 1).bestBy(here, field.goal());
    return new StopReason(
        rule,
        one.epochs(),
        Double.isFinite(value) ? value : null,
        Double.isFinite(threshold) ? threshold : null,
        rank);
  }
}
