/**
 * Deterministic random numbers: {@link RandomKey} folds a path of words and numbers into 64 bits,
 * {@link RandomDraws} is a stream of draws, {@link FeistelPermutation} a permutation and {@link
 * ScrambledHalton} a low-discrepancy sequence.
 */
@NullMarked
package dev.trellis.search.random;

import org.jspecify.annotations.NullMarked;
