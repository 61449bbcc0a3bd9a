/**
 * What a person submits: its format as data, read into an {@link
 * dev.trellis.experiment.submission.ExperimentSpec}, written back in normal form, and described as
 * a JSON Schema, all from the same definitions.
 */
@NullMarked
package dev.trellis.experiment.submission;

import org.jspecify.annotations.NullMarked;
