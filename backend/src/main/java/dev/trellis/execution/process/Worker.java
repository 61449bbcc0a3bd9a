package dev.trellis.execution.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Process that trains trials.
 *
 * @param alive whether the last heartbeat is recent
 * @param trials identifiers of the running trials
 * @param tokensPerSecond sum of the last measured throughput of the running trials; null if none
 *     was measured
 */
public record Worker(
    WorkerIdentity identity,
    Instant startedAt,
    Instant lastHeartbeat,
    boolean alive,
    List<Long> trials,
    @Nullable Double tokensPerSecond) {}
