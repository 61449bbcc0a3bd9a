/**
 * Search strategies: grid, random, quasi-random and TPE. A strategy is a pure function of the
 * search space, the history, the seed and the trial number.
 *
 * <p>The package also holds the parts that strategies are built from: Parzen estimators and their
 * kernels for TPE, the scrambled Halton sequence, keyed random numbers, and rejection sampling
 * under constraints.
 */
@NullMarked
package dev.trellis.search;

import org.jspecify.annotations.NullMarked;
