/** Artifacts in an S3 bucket; the only code that sees the S3 library. */
@NullMarked
package dev.trellis.artifact.s3;

import org.jspecify.annotations.NullMarked;
