package dev.trellis.comparison.insight;

import dev.trellis.space.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Partial dependence: expected value of the objective for each value of a parameter, averaged over
 * the other parameters.
 *
 * @param parameter Name of the parameter.
 * @param points Values in ascending order, or in the order of the choices.
 */
public record PartialDependence(String parameter, List<Point> points) {
  /**
   * Expected value for one value of the parameter.
   *
   * @param value Value of the parameter.
   * @param expected Mean and standard deviation over the trees of the forest.
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
