package dev.trellis.execution.worker;

import dev.trellis.metric.MetricPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an epoch brought.
 *
 * @param epoch counted from 1
 * @param metrics a value for every metric of the family
 * @param objective value of the metric the trial is judged by
 * @param best the best epoch so far, this one included; null while no value was finite
 */
public record EpochRecord(
    int epoch, Map<String, Double> metrics, double objective, @Nullable MetricPoint best) {}
