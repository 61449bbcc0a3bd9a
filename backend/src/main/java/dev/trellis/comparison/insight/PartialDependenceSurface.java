package dev.trellis.comparison.insight;

import dev.trellis.space.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Expected value of the objective for each pair of values of two parameters, averaged over the
 * other parameters.
 *
 * @param x Name of the first parameter.
 * @param y Name of the second parameter.
 * @param xValues Values of the first parameter.
 * @param yValues Values of the second parameter.
 * @param expected Expected values; one row per value of the first parameter, one column per value
 *     of the second parameter.
 */
public record PartialDependenceSurface(
    String x, String y, List<Object> xValues, List<Object> yValues, List<List<Double>> expected) {

  static PartialDependenceSurface of(Parameter x, Parameter y, double[][] marginal) {
    List<Integer> columns = cells(x);
    List<Integer> rows = cells(y);
    return new PartialDependenceSurface(
        x.name(),
        y.name(),
        columns.stream().map(cell -> TrialTable.at(x, cell)).toList(),
        rows.stream().map(cell -> TrialTable.at(y, cell)).toList(),
        columns.stream()
            .map(column -> rows.stream().map(row -> marginal[column][row]).toList())
            .toList());
  }

  /** One cell for each value that there is. */
  private static List<Integer> cells(Parameter parameter) {
    Object[] values =
        IntStream.range(0, TrialTable.CELLS)
            .mapToObj(cell -> TrialTable.at(parameter, cell))
            .toArray();
    List<Integer> cells = new ArrayList<>();
    for (Object value : new LinkedHashSet<>(Arrays.asList(values))) {
      cells.add(TrialTable.cell(parameter, value));
    }
    return cells;
  }
}
