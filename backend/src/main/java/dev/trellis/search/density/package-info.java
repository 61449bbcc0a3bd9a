/**
 * Density estimation for TPE: {@link ParzenEstimator}, a mixture of kernels over the axes of a
 * search space, and the normal distribution.
 */
@NullMarked
package dev.trellis.search.density;

import org.jspecify.annotations.NullMarked;
