package dev.trellis.metric;

import org.jspecify.annotations.Nullable;

/**
 * The metric an experiment is judged by, at each trial's best epoch.
 *
 * @param target the value at which a trial is good enough to end; null for none
 */
public record Objective(String metric, Goal goal, @Nullable Double target) {}
