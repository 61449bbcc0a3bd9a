/** Tags, notes and archiving of experiments and trials. */
@NullMarked
package dev.trellis.experiment.annotation;

import org.jspecify.annotations.NullMarked;
