/**
 * One trial: model families, the epoch loop, and how a trial can end. Knows no deep learning
 * library.
 */
@NullMarked
package dev.trellis.training;

import org.jspecify.annotations.NullMarked;
