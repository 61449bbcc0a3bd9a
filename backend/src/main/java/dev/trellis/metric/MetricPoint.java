package dev.trellis.metric;

/**
 * A value of a metric at an epoch.
 *
 * @param step epoch after which the metric was measured, from 1
 */
public record MetricPoint(int step, double value) {}
