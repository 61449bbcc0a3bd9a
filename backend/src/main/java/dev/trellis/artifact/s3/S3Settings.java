package dev.trellis.artifact.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Address and credentials of a bucket.
 *
 * @param bucket name of the bucket
 * @param prefix prefix of all object keys; empty, or must end in a slash
 * @param endpoint URL of an S3-compatible service; {@code null} for Amazon S3
 * @param region region of the bucket; {@code null} for the region of the environment or profile
 * @param pathStyle true if URLs contain the bucket in the path instead of the host name; most
 *     self-hosted services require it
 * @param accessKey access key; {@code null} for the default credentials chain of the AWS SDK
 *     (environment, profile, role of the machine)
 * @param secretKey secret key; {@code null} if and only if {@code accessKey} is {@code null}
 */
public record S3Settings(
    String bucket,
    String prefix,
    @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyle,
    @Nullable String accessKey,
    @Nullable String secretKey) {
  public S3Settings {
    if (bucket.isBlank()) {
      throw new IllegalArgumentException("The bucket name is blank; set trellis.s3.bucket");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "The prefix is '%1$s'; it must be empty or end in a slash, such as '%1$s/'"
              .formatted(prefix));
    }
    if ((accessKey == null) != (secretKey == null)) {
      throw new IllegalArgumentException(
          "Only one of access key and secret key is set; set both keys or neither key");
    }
  }

  /** Returns bucket, prefix and endpoint, without the keys. */
  @Override
  public String toString() {
    return "s3://%s/%s at %s".formatted(bucket, prefix, endpoint == null ? "Amazon" : endpoint);
  }
}
