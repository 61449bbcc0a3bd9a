/**
 * Comparison of trials and experiments: side by side ({@link Comparisons}), exports ({@link
 * Export}), gradient alarms ({@link GradientHealth}). {@code comparison.curve} holds curve windows,
 * {@code comparison.insight} parameter importance, {@code comparison.replication} tests over seeds.
 */
@NullMarked
package dev.trellis.comparison;

import org.jspecify.annotations.NullMarked;
