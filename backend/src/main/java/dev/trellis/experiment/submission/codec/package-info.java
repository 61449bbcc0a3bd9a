/**
 * Codec of submissions, independent of experiments: {@link Node} is a position in the submitted
 * tree, {@link Key} a key with its {@link ValueType}, {@link Section} a mapping with known keys,
 * {@link Findings} the collected violations.
 */
@NullMarked
package dev.trellis.experiment.submission.codec;

import org.jspecify.annotations.NullMarked;
