package dev.trellis.experiment.submission;

/**
 * Something in a valid submission that its author probably did not mean.
 *
 * @param pointer JSON pointer (RFC 6901) into the submission
 * @param message what was given, what follows from it, and what to write instead
 */
public record Warning(String pointer, String message) {}
