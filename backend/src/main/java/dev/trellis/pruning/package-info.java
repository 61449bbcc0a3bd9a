/**
 * Pruners, which end a trial because its peers have better values: median, percentile, ASHA and
 * Hyperband. {@link Pruners} lists them, {@link Rungs} holds successive halving, and {@link Cohort}
 * the trials that are compared.
 */
@NullMarked
package dev.trellis.pruning;

import org.jspecify.annotations.NullMarked;
