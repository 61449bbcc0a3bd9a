package dev.trellis.generation;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an operator may set under {@code trellis.generation.}.
 *
 * @param models how many models stay loaded at most
 * @param memory how large their files are together at most; a larger one is not loaded
 * @param textLimit how long one text may take
 * @param idleLimit after that time without a request the process that holds the models ends
 * @param jvmOptions of that process's JVM
 */
@ConfigurationProperties("trellis.generation")
public record GenerationProperties(
    @DefaultValue("4") int models,
    @DefaultValue("512MB") DataSize memory,
    @DefaultValue("2m") Duration textLimit,
    @DefaultValue("10m") Duration idleLimit,
    @DefaultValue({"-Xmx512m", "-XX:+UseSerialGC"}) List<String> jvmOptions) {}
