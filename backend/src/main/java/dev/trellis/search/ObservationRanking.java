package dev.trellis.search;

import dev.trellis.metric.Goal;
import dev.trellis.search.Observation.Progress;
import java.util.Comparator;

/**
 * Orders observations, the best first: completed trials by value; then pruned trials by epochs
 * trained, most epochs first, and by value if they trained equally long; then failed trials and
 * trials without a finite value; then open trials.
 */
record ObservationRanking(Goal goal) implements Comparator<Observation> {
  @Override
  public int compare(Observation a, Observation b) {
    int classes = Integer.compare(rank(a), rank(b));
    if (classes != 0) {
      return classes;
    }
    if (a.progress() == Progress.PRUNED && a.epochs() != b.epochs()) {
      return Integer.compare(b.epochs(), a.epochs());
    }
    double x = a.value() == null ? Double.NaN : a.value();
    double y = b.value() == null ? Double.NaN : b.value();
    return goal.isBetter(x, y) ? -1 : goal.isBetter(y, x) ? 1 : 0;
  }

  private static int rank(Observation observation) {
    return switch (observation.progress()) {
      case COMPLETED -> observation.value() == null ? 2 : 0;
      case PRUNED -> observation.value() == null ? 2 : 1;
      case FAILED -> 2;
      case OPEN -> 3;
    };
  }
}
