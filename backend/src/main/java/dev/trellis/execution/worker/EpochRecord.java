package dev.trellis.execution.worker;

import dev.trellis.metric.MetricPoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of an epoch.
 *
 * @param epoch number of the epoch, from 1
 * @param metrics value of every metric of the model family
 * @param objective value of the objective
 * @param best best epoch so far, including this epoch; null if no value was finite
 */
public record EpochRecord(
    int epoch, Map<String, Double> metrics, double objective, @Nullable MetricPoint best) {}
