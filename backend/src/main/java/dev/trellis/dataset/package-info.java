/** Texts to train on: import, vocabulary, split by position, sequence batches. */
@NullMarked
package dev.trellis.dataset;

import org.jspecify.annotations.NullMarked;
