/**
 * Significance tests of assignments that were trained with several seeds: ranking, Welch's t-test
 * with Holm's adjustment, and the number of additional seeds. All functions are pure.
 */
@NullMarked
package dev.trellis.comparison.replication;

import org.jspecify.annotations.NullMarked;
