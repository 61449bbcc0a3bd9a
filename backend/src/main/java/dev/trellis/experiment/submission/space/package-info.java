/**
 * Format of search spaces: parameters with ranges and distributions ({@link ParametersFormat}),
 * constraints ({@link ConstraintsFormat}) and points ({@link PointReader}).
 */
@NullMarked
package dev.trellis.experiment.submission.space;

import org.jspecify.annotations.NullMarked;
