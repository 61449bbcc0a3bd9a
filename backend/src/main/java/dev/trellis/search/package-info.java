/**
 * Search strategies: pure functions that propose the assignment of a trial from the search space,
 * the history, a seed and the trial number. {@link SearchStrategies} lists them. {@code
 * search.density} holds the Parzen estimator of TPE, {@code search.random} deterministic random
 * numbers.
 */
@NullMarked
package dev.trellis.search;

import org.jspecify.annotations.NullMarked;
