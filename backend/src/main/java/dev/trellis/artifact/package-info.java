/**
 * Storage of large immutable byte sequences: dataset texts, models, checkpoints. Contains the
 * interface {@link dev.trellis.artifact.ArtifactStore}, the syntax of its keys, and the
 * implementation in a directory; the implementation in S3 is in the subpackage {@code s3}.
 */
@NullMarked
package dev.trellis.artifact;

import org.jspecify.annotations.NullMarked;
