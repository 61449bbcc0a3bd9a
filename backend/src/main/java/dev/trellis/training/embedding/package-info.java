/** Vectors of words: learned from text alone, kept, and asked for their neighbours. */
@NullMarked
package dev.trellis.training.embedding;

import org.jspecify.annotations.NullMarked;
