package dev.trellis.execution.process;

/**
 * This process as a worker.
 *
 * @param id unique for ever, starts with the host's name
 * @param cores as many as the process sees
 * @param parallelTrials how many trials it trains at once
 */
public record WorkerIdentity(
    String id, String host, long pid, int cores, int parallelTrials, String version) {}
