/**
 * Artifact storage in an S3 bucket: the store, its settings, and the verification of digests. No
 * other package uses the S3 library.
 */
@NullMarked
package dev.trellis.artifact.s3;

import org.jspecify.annotations.NullMarked;
