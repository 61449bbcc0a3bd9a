package dev.trellis.execution.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set under {@code trellis.events.}.
 *
 * @param retention how long the log of events goes back
 */
@ConfigurationProperties("trellis.events")
public record EventProperties(@DefaultValue("90d") Duration retention) {}
