package dev.trellis.comparison.insight;

import dev.trellis.space.Assignment;
import dev.trellis.space.Constant;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Trials as numbers: for each trial, the cells of its values on the axes of the space, in {@value
 * #CELLS} cells of equal probability.
 *
 * @param parameters parameters that vary among the trials
 * @param trials one trial per assignment, the first
 * @param cells by trial, then by parameter; a random cell if the parameter is inactive: a constant
 *     would reveal in which trials it is inactive, and so the influence of its condition
 */
record TrialTable(
    SearchSpace space, List<Parameter> parameters, List<FinishedTrial> trials, int[][] cells) {
  static final int CELLS = 32;

  /**
   * Must leave out replicas: they would make the region of the best assignment look well explored
   * and good.
   */
  static TrialTable of(SearchSpace space, List<FinishedTrial> all) {
    Map<Assignment, FinishedTrial> first = new LinkedHashMap<>();
    all.forEach(trial -> first.putIfAbsent(trial.assignment(), trial));
    List<FinishedTrial> trials = List.copyOf(first.values());
    List<Parameter> varying =
        space.parameters().stream().filter(parameter -> varies(parameter, trials)).toList();
    SplittableRandom random = new SplittableRandom(trials.size());
    int[][] cells =
        trials.stream()
            .map(
                trial ->
                    varying.stream()
                        .mapToInt(
                            parameter -> {
                              int any = random.nextInt(CELLS);
                              return space.isActive(parameter, trial.assignment())
                                  ? cell(parameter, value(trial, parameter))
                                  : any;
                            })
                        .toArray())
            .toArray(int[][]::new);
    return new TrialTable(space, varying, trials, cells);
  }

  private static boolean varies(Parameter parameter, List<FinishedTrial> trials) {
    return canVary(parameter)
        && trials.stream().map(trial -> value(trial, parameter)).distinct().limit(2).count() > 1;
  }

  private static boolean canVary(Parameter parameter) {
    return !(parameter instanceof Constant) && parameter.gridSize() != 1;
  }

  /** Tests if any parameter has more than one value to choose from. */
  boolean canVary() {
    return space.parameters().stream().anyMatch(TrialTable::canVary);
  }

  /** Returns whether the parameter could have had other values in the trial. */
  boolean isActive(Parameter parameter, FinishedTrial trial) {
    return space.isActive(parameter, trial.assignment());
  }

  /** Returns whether the parameter is active in all trials. */
  boolean isAlwaysActive(Parameter parameter) {
    return trials.stream().allMatch(trial -> isActive(parameter, trial));
  }

  /** Missing values count as the beginning of the axis. */
  private static Object value(FinishedTrial trial, Parameter parameter) {
    return trial.assignment().values().getOrDefault(parameter.name(), parameter.valueAt(0));
  }

  static int cell(Parameter parameter, Object value) {
    return Math.min(CELLS - 1, (int) (parameter.intervalOf(value).middle() * CELLS));
  }

  /** The value in the middle of a cell. */
  static Object at(Parameter parameter, int cell) {
    return parameter.valueAt((cell + 0.5) / CELLS);
  }

  /** The cells with one axis more, of which nothing can depend: chance alone. */
  int[][] withNoise() {
    SplittableRandom random = new SplittableRandom(cells.length);
    return Arrays.stream(cells)
        .map(
            row -> {
              int[] more = Arrays.copyOf(row, row.length + 1);
              more[row.length] = random.nextInt(CELLS);
              return more;
            })
        .toArray(int[][]::new);
  }

  int size() {
    return trials.size();
  }

  double[] values() {
    return trials.stream().mapToDouble(FinishedTrial::value).toArray();
  }

  /** Returns logarithms: a factor of time is the same difference at every scale. */
  double[] logSeconds() {
    return trials.stream()
        .mapToDouble(trial -> Math.log(Math.max(trial.seconds(), 1e-3)))
        .toArray();
  }

  /**
   * The same with values far outside on the worse side drawn in to the outer fence of Tukey (three
   * times the distance of the quartiles beyond the quartile): a trial that diverged counts as bad,
   * not as the only thing that happened.
   */
  static double[] fenced(double[] values, boolean higherIsWorse) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double lower = sorted[sorted.length / 4];
    double upper = sorted[sorted.length * 3 / 4];
    double reach = 3 * (upper - lower);
    return Arrays.stream(values)
        .map(
            value ->
                higherIsWorse ? Math.min(value, upper + reach) : Math.max(value, lower - reach))
        .toArray();
  }
}
