/**
 * Word vectors: skip-gram training, a cache of trained vectors, and nearest neighbors in the
 * embedding table of a trained model.
 */
@NullMarked
package dev.trellis.training.embedding;

import org.jspecify.annotations.NullMarked;
