package dev.trellis.comparison.insight;

import dev.trellis.space.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * What value of the objective to expect for each value of a parameter, the others averaged over the
 * space (partial dependence), from the lowest or first value on.
 */
public record PartialDependence(String parameter, List<Point> points) {
  /**
   * @param value of the parameter
   * @param expected mean and spread over the trees of the forest
   */
  public record Point(Object value, Estimate expected) {}

  static PartialDependence of(Parameter parameter, List<Estimate> marginal) {
    List<Point> points = new ArrayList<>();
    for (int cell = 0; cell < TrialTable.CELLS; cell++) {
      Object value = TrialTable.at(parameter, cell);
      boolean again = !points.isEmpty() && points.get(points.size() - 1).value().equals(value);
      if (!again) {
        points.add(new Point(value, marginal.get(TrialTable.cell(parameter, value))));
      }
    }
    return new PartialDependence(parameter.name(), points);
  }
}
