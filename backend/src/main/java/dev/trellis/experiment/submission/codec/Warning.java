package dev.trellis.experiment.submission.codec;

/**
 * A warning about a valid submission: its author probably did not mean it.
 *
 * @param pointer JSON pointer (RFC 6901) into the submission
 * @param message what was given, what follows from it, and what to write instead
 */
public record Warning(String pointer, String message) {}
