package dev.trellis.experiment;

import dev.trellis.filter.FieldKind;
import dev.trellis.filter.Filter;
import dev.trellis.filter.FilterFields;
import dev.trellis.filter.Operator;
import dev.trellis.training.FailureKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields by which lists of experiments and trials can be filtered. */
final class ListFields {
  /** Comes before the name of a metric of the test part. */
  static final String TEST = "test.";

  private static final FilterFields EXPERIMENTS =
      FilterFields.none()
          .with("id", FieldKind.NUMBER)
          .with("name", FieldKind.TEXT)
          .with("state", names(ExperimentState.values()))
          .with("method", FieldKind.TEXT)
          .with("dataset", FieldKind.TEXT)
          .with("metric", FieldKind.TEXT)
          .with("best", FieldKind.NUMBER)
          .with("trial_count", FieldKind.NUMBER)
          .with("tags", FieldKind.TAGS)
          .with("note", FieldKind.TEXT)
          .with("archived", FieldKind.FLAG)
          .with("created_at", FieldKind.TIME)
          .with("started_at", FieldKind.TIME)
          .with("finished_at", FieldKind.TIME);

  private static final FilterFields TRIALS =
      FilterFields.none()
          .with("id", FieldKind.NUMBER)
          .with("number", FieldKind.NUMBER)
          .with("state", names(TrialState.values()))
          .with("attempt", FieldKind.NUMBER)
          .with("best_value", FieldKind.NUMBER)
          .with("best_step", FieldKind.NUMBER)
          .with("last_value", FieldKind.NUMBER)
          .with("last_step", FieldKind.NUMBER)
          .with("seconds", FieldKind.NUMBER)
          .with("parameter_count", FieldKind.NUMBER)
          .with("stop_rule", FieldKind.TEXT)
          .with("failure", names(FailureKind.values()))
          .with("tags", FieldKind.TAGS)
          .with("note", FieldKind.TEXT)
          .with("queued_at", FieldKind.TIME)
          .with("started_at", FieldKind.TIME)
          .with("finished_at", FieldKind.TIME);

  private ListFields() {}

  static FilterFields experiments() {
    return EXPERIMENTS;
  }

  /**
   * @param parameters the parameters of the experiment's normalized submission, by their names
   * @param testMetrics names of the metrics of the test part
   */
  static FilterFields trials(Map<?, ?> parameters, Set<String> testMetrics) {
    FilterFields fields = TRIALS;
    for (Map.Entry<?, ?> parameter : parameters.entrySet()) {
      fields = fields.with("parameters." + parameter.getKey(), kind(parameter.getValue()));
    }
    for (String metric : testMetrics) {
      fields = fields.with(TEST + metric, FieldKind.NUMBER);
    }
    return fields;
  }

  /**
   * Returns the type of a parameter: ranges are numeric; the type of a choice or constant is that
   * of its values.
   */
  private static FieldKind kind(@Nullable Object parameter) {
    if (!(parameter instanceof Map<?, ?> range)) {
      return FieldKind.ANY;
    }
    List<?> values =
        range.get("values") instanceof List<?> several
            ? several
            : range.get("value") == null ? List.of() : List.of(range.get("value"));
    if (range.containsKey("min")
        || (!values.isEmpty() && values.stream().allMatch(Number.class::isInstance))) {
      return FieldKind.NUMBER_PARAMETER;
    }
    return !values.isEmpty() && values.stream().allMatch(String.class::isInstance)
        ? FieldKind.TEXT_PARAMETER
        : FieldKind.ANY;
  }

  /** Returns the filter that leaves out archived experiments. */
  static Filter notArchived() {
    return comparison("archived", FieldKind.FLAG, Operator.EQUAL, false);
  }

  /**
   * Returns the filter for a search text: a part of the name, dataset or tags.
   *
   * @param text null or blank for all experiments
   */
  static Filter search(@Nullable String text) {
    return text == null || text.isBlank()
        ? Filter.ALL_ROWS
        : new Filter.Any(
            List.of(
                comparison("name", FieldKind.TEXT, Operator.CONTAINS, text.strip()),
                comparison("dataset", FieldKind.TEXT, Operator.CONTAINS, text.strip()),
                comparison("tags", FieldKind.TAGS, Operator.CONTAINS, text.strip())));
  }

  /**
   * @param state null for everything
   */
  static Filter state(@Nullable Enum<?> state) {
    return state == null
        ? Filter.ALL_ROWS
        : comparison("state", FieldKind.TEXT, Operator.EQUAL, state.name());
  }

  private static Filter comparison(String field, FieldKind kind, Operator operator, Object value) {
    return new Filter.Comparison(new Filter.Field(field, "", kind), operator, value);
  }

  private static List<String> names(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }
}
