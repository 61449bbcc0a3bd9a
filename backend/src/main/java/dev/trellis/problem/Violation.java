package dev.trellis.problem;

/**
 * One thing wrong with what was given.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the submitted document; empty for the
 *     whole of it
 * @param message what was given, what is allowed and what to do, in one or two sentences
 */
public record Violation(String pointer, String message) {}
