package dev.trellis.metric;

/**
 * One value of one metric.
 *
 * @param step the epoch it was measured after, counted from 1
 */
public record MetricPoint(int step, double value) {}
