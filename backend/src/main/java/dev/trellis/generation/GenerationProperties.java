package dev.trellis.generation;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code trellis.generation}.
 *
 * @param models maximum number of loaded models
 * @param memory maximum total size of the files of loaded models; a larger model is not loaded
 * @param textLimit time limit of one request
 * @param idleLimit time without a request after which the generator process is stopped
 * @param jvmOptions JVM options of the generator process
 */
@ConfigurationProperties("trellis.generation")
public record GenerationProperties(
    @DefaultValue("4") int models,
    @DefaultValue("512MB") DataSize memory,
    @DefaultValue("2m") Duration textLimit,
    @DefaultValue("10m") Duration idleLimit,
    @DefaultValue({"-Xmx512m", "-XX:+UseSerialGC"}) List<String> jvmOptions) {}
