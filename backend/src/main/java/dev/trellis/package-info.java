/**
 * Main class of Trellis: hyperparameter search and experiment tracking for recurrent text models.
 * No other package uses this package.
 */
@NullMarked
package dev.trellis;

import org.jspecify.annotations.NullMarked;
