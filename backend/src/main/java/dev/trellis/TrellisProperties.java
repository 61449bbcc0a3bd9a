package dev.trellis;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set under {@code trellis.}.
 *
 * @param home directory of everything Trellis keeps: the embedded database, texts, models
 */
@ConfigurationProperties("trellis")
public record TrellisProperties(@DefaultValue("${user.home}/.trellis") Path home) {}
