package dev.trellis.stopping;

import dev.trellis.stopping.PrunerKind.Setting;
import java.util.List;

/**
 * Ends a trial whose best value so far is worse than that of most peers by the same epoch (Golovin
 * and others, "Google Vizier", KDD 2017, the median rule with bests instead of running averages).
 *
 * @param rule the name in stop reasons
 * @param percent share of the peers it has to keep up with: 50 for the median, 25 for the best
 *     quarter
 * @param minEpochs never before that epoch
 * @param minTrials never with fewer peers
 */
record PercentilePruner(String rule, int percent, int minEpochs, int minTrials) implements Pruner {
  static final Setting MIN_EPOCHS =
      new Setting("min_epochs", "No trial is ended before that epoch.", 3, 1, 100_000);
  static final Setting MIN_TRIALS =
      new Setting("min_trials", "None is ended with fewer peers to compare with.", 5, 1, 1_000_000);

  @Override
  public Decision decide(Field field, Contender contender) {
    int epoch = contender.epochs();
    List<Contender> peers =
        field.ranked(
            field.contenders().stream()
                .filter(one -> one.number() != contender.number() && isComparable(one, epoch)),
            epoch);
    if (epoch < minEpochs || peers.size() < minTrials) {
      return new Decision.GoOn();
    }
    double own = contender.bestBy(epoch, field.goal());
    double threshold = percentile(peers, epoch, field);
    if (!field.goal().isBetter(threshold, own)) {
      return new Decision.GoOn();
    }
    int better =
        (int)
            peers.stream()
                .filter(one -> field.goal().isBetter(one.bestBy(epoch, field.goal()), own))
                .count();
    Rank rank = new Rank(better + 1, peers.size() + 1, null);
    return new Decision.End(
        new StopReason(rule, epoch, Double.isNaN(own) ? null : own, threshold, rank));
  }

  @Override
  public List<Integer> compares(int maxEpochs, int epoch) {
    return epoch < minEpochs ? List.of() : List.of(epoch);
  }

  /** What ended by itself earlier keeps its best. */
  private static boolean isComparable(Contender peer, int epoch) {
    return peer.epochs() >= epoch || peer.standing() == Contender.Standing.OVER;
  }

  /** Between the two values closest to it, in proportion. */
  private double percentile(List<Contender> peers, int epoch, Field field) {
    double place = percent / 100.0 * (peers.size() - 1);
    double low = peers.get((int) Math.floor(place)).bestBy(epoch, field.goal());
    double high = peers.get((int) Math.ceil(place)).bestBy(epoch, field.goal());
    double share = place - Math.floor(place);
    return share == 0 ? low : (1 - share) * low + share * high;
  }

  /** The registry's entry. */
  record Kind() implements PrunerKind {
    private static final Setting PERCENT =
        new Setting("percent", "Which share of its peers a trial has to keep up with.", 25, 1, 99);

    @Override
    public String name() {
      return "percentile";
    }

    @Override
    public String description() {
      return "Ends a trial that is worse than the best percent of its peers at the same epoch.";
    }

    @Override
    public List<Setting> settings() {
      return List.of(PERCENT, MIN_EPOCHS, MIN_TRIALS, Patient.PATIENCE);
    }

    @Override
    public Pruner create(Settings values) {
      var pruner =
          new PercentilePruner(
              name(),
              values.get(PERCENT.name()),
              values.get(MIN_EPOCHS.name()),
              values.get(MIN_TRIALS.name()));
      return Patient.around(pruner, values);
    }
  }
}
