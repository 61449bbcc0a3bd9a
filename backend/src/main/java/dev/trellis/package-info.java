/** Trellis: hyperparameter search and experiment tracking for recurrent text models. */
@NullMarked
package dev.trellis;

import org.jspecify.annotations.NullMarked;
