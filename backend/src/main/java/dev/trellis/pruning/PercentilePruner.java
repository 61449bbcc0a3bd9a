package dev.trellis.pruning;

import dev.trellis.pruning.PrunerKind.Setting;
import dev.trellis.stopping.Rank;
import dev.trellis.stopping.StopReason;
import java.util.List;

/**
 * Prunes a trial whose best value so far is worse than a percentile of its peers at the same epoch.
 * It generalizes the median stopping rule (Golovin and others, "Google Vizier", KDD 2017), with
 * best values instead of running averages.
 *
 * @param rule name in stop reasons
 * @param percent percentile of the peers, the best first, that a trial must reach: 50 for the
 *     median, 25 for the best quarter
 * @param minEpochs first epoch at which a trial may be pruned
 * @param minTrials minimum number of peers to compare with
 */
record PercentilePruner(String rule, int percent, int minEpochs, int minTrials) implements Pruner {
  static final Setting MIN_EPOCHS =
      new Setting("min_epochs", "No trial is pruned before this epoch.", 3, 1, 100_000);
  static final Setting MIN_TRIALS =
      new Setting(
          "min_trials", "No trial is pruned if fewer peers can be compared.", 5, 1, 1_000_000);

  @Override
  public PruningDecision decide(Cohort field, PeerTrial trial) {
    int epoch = trial.epochs();
    List<PeerTrial> peers =
        field.rank(
            field.trials().stream()
                .filter(peer -> peer.number() != trial.number() && isComparable(peer, epoch)),
            epoch);
    if (epoch < minEpochs || peers.size() < minTrials) {
      return new PruningDecision.Continue();
    }
    double own = trial.bestUpTo(epoch, field.goal());
    double threshold = percentile(peers, epoch, field);
    if (!field.goal().isBetter(threshold, own)) {
      return new PruningDecision.Continue();
    }
    int better =
        (int)
            peers.stream()
                .filter(peer -> field.goal().isBetter(peer.bestUpTo(epoch, field.goal()), own))
                .count();
    Rank rank = new Rank(better + 1, peers.size() + 1, null);
    return new PruningDecision.Prune(
        new StopReason(rule, epoch, Double.isNaN(own) ? null : own, threshold, rank));
  }

  @Override
  public List<Integer> comparedEpochs(int maxEpochs, int epoch) {
    return epoch < minEpochs ? List.of() : List.of(epoch);
  }

  /** Returns whether the peer reached the epoch, or finished earlier and keeps its best value. */
  private static boolean isComparable(PeerTrial peer, int epoch) {
    return peer.epochs() >= epoch || peer.state() == PeerTrial.State.FINISHED;
  }

  /** Interpolates linearly between the two nearest values. */
  private double percentile(List<PeerTrial> peers, int epoch, Cohort field) {
    double position = percent / 100.0 * (peers.size() - 1);
    double low = peers.get((int) Math.floor(position)).bestUpTo(epoch, field.goal());
    double high = peers.get((int) Math.ceil(position)).bestUpTo(epoch, field.goal());
    double weight = position - Math.floor(position);
    return weight == 0 ? low : (1 - weight) * low + weight * high;
  }

  /** The registry entry. */
  record Kind() implements PrunerKind {
    private static final Setting PERCENT =
        new Setting(
            "percent",
            "Percentile of its peers that a trial must reach; 25 keeps the best quarter.",
            25,
            1,
            99);

    @Override
    public String name() {
      return "percentile";
    }

    @Override
    public String description() {
      return "Prunes a trial that is worse than a percentile of its peers at the same epoch.";
    }

    @Override
    public List<Setting> settings() {
      return List.of(PERCENT, MIN_EPOCHS, MIN_TRIALS, PatientPruner.PATIENCE);
    }

    @Override
    public Pruner create(PrunerSettings values) {
      var pruner =
          new PercentilePruner(
              name(),
              values.get(PERCENT.name()),
              values.get(MIN_EPOCHS.name()),
              values.get(MIN_TRIALS.name()));
      return PatientPruner.wrap(pruner, values);
    }
  }
}
