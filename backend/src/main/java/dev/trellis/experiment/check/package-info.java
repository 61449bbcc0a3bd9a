/**
 * Checks of a submission against its prepared data: errors ({@link DataChecks}) and warnings
 * ({@link DataWarnings}).
 */
@NullMarked
package dev.trellis.experiment.check;

import org.jspecify.annotations.NullMarked;
