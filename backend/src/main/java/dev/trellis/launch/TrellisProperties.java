package dev.trellis.launch;

import dev.trellis.artifact.s3.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code trellis.}.
 *
 * @param home directory of all data: embedded database, texts, models
 * @param s3 store for texts, models and checkpoints; null for the home directory
 */
@ConfigurationProperties("trellis")
public record TrellisProperties(Path home, @Nullable S3 s3) {
  /** A bucket, under {@code trellis.s3.}; see {@link S3Settings}. */
  public record S3(
      String bucket,
      @DefaultValue("") String prefix,
      @Nullable URI endpoint,
      @Nullable String region,
      @DefaultValue("false") boolean pathStyle,
      @Nullable String accessKey,
      @Nullable String secretKey) {
    public S3Settings settings() {
      return new S3Settings(bucket, prefix, endpoint, region, pathStyle, accessKey, secretKey);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
      return settings().toString();
    }

    /** The same for another process of ours, as variables of its environment. */
    public Map<String, String> environment() {
      Map<String, @Nullable Object> values = new HashMap<>();
      values.put("BUCKET", bucket);
      values.put("PREFIX", prefix);
      values.put("ENDPOINT", endpoint);
      values.put("REGION", region);
      values.put("PATHSTYLE", pathStyle);
      values.put("ACCESSKEY", accessKey);
      values.put("SECRETKEY", secretKey);
      Map<String, String> environment = new HashMap<>();
      values.forEach(
          (name, value) -> {
            if (value != null) {
              environment.put("TRELLIS_S3_" + name, value.toString());
            }
          });
      return environment;
    }
  }
}
