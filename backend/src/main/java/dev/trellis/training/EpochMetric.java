package dev.trellis.training;

import dev.trellis.metric.Goal;

/**
 * A metric that a model family records after every epoch.
 *
 * @param name name in snake case, such as {@code val_loss}
 * @param unit unit for axes and tooltips, such as {@code nats per token}
 * @param goal direction of improvement; also the default goal of an objective on this metric
 * @param description one sentence for the catalog
 */
public record EpochMetric(String name, String unit, Goal goal, String description) {}
