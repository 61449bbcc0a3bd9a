package dev.trellis.execution.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code trellis.events.}.
 *
 * @param retention age at which events are deleted
 */
@ConfigurationProperties("trellis.events")
public record EventProperties(@DefaultValue("90d") Duration retention) {}
