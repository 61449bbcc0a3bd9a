package dev.trellis.metric;

import org.jspecify.annotations.Nullable;

/**
 * The metric that an experiment optimizes. Trials are compared by the value at their best epoch.
 *
 * @param target value at which a trial is good enough and ends; null if there is none
 */
public record Objective(String metric, Goal goal, @Nullable Double target) {}
