package dev.trellis.training;

import dev.trellis.metric.Goal;

/**
 * A metric that a model family records after every epoch.
 *
 * @param name snake_case: {@code val_loss}
 * @param unit for axes and tooltips: {@code nats per token}
 * @param goal which way is better; also the default goal of an objective that names it
 */
public record EpochMetric(String name, String unit, Goal goal, String description) {}
