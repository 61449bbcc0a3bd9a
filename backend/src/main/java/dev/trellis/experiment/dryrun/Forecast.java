package dev.trellis.experiment.dryrun;

import org.jspecify.annotations.Nullable;

/**
 * Forecast of the duration of a search.
 *
 * @param minutes upper estimate of the wall-clock time; null if no measured trial is similar enough
 * @param basis measurements that the forecast uses, or the reason that there is none, in sentences
 */
public record Forecast(@Nullable Double minutes, String basis) {}
