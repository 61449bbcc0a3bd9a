package dev.trellis.artifact.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a bucket is and how to get in.
 *
 * @param prefix put before every key; empty, or ending in a slash
 * @param endpoint of a service that is not Amazon's; null for Amazon's
 * @param region null for what the environment or the profile says
 * @param pathStyle whether the bucket stands in the path, not in the host's name; most services of
 *     one's own need it
 * @param accessKey null for the usual chain: environment, profile, role of the machine
 * @param secretKey belongs to it
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
      throw new IllegalArgumentException("the bucket has no name");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "the prefix '%s' does not end in a slash".formatted(prefix));
    }
    if ((accessKey == null) != (secretKey == null)) {
      throw new IllegalArgumentException("access key and secret key come together or not at all");
    }
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "s3://%s/%s at %s".formatted(bucket, prefix, endpoint == null ? "Amazon" : endpoint);
  }
}
