package dev.trellis.execution.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that trains trials, as others see it.
 *
 * @param alive whether it gave a sign of life lately
 * @param trials ids of the trials it trains now
 * @param tokensPerSecond sum of what its running trials last measured; null where none did yet
 */
public record Worker(
    WorkerIdentity identity,
    Instant startedAt,
    Instant lastHeartbeat,
    boolean alive,
    List<Long> trials,
    @Nullable Double tokensPerSecond) {}
