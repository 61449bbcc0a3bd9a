/**
 * Format of submissions: {@link SubmissionFormat} defines the keys, from which {@link
 * SubmissionReader}, {@link SubmissionWriter} and {@link SubmissionSchema} work. {@code
 * submission.codec} holds value types, {@code submission.space} the format of search spaces, {@code
 * submission.spec} the result.
 */
@NullMarked
package dev.trellis.experiment.submission;

import org.jspecify.annotations.NullMarked;
