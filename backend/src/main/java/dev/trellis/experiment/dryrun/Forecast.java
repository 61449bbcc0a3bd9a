package dev.trellis.experiment.dryrun;

import org.jspecify.annotations.Nullable;

/**
 * How long a search may take.
 *
 * @param minutes at most about so many by the clock on the wall; null where nothing was measured
 *     that it could be told from
 * @param basis what that rests on, or why there is none, in sentences
 */
public record Forecast(@Nullable Double minutes, String basis) {}
