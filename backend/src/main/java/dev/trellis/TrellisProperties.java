package dev.trellis;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an operator may set under {@code trellis.}.
 *
 * @param home directory of everything Trellis keeps: the embedded database, texts, models
 */
@ConfigurationProperties("trellis")
public record TrellisProperties(Path home) {}
