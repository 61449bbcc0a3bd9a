/** Experiments and their trials: the submission, its validation, and the states they go through. */
@NullMarked
package dev.trellis.experiment;

import org.jspecify.annotations.NullMarked;
