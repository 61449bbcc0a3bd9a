package dev.trellis.experiment.submission.codec;

/**
 * Warning about a valid part of a submission that is probably a mistake.
 *
 * @param pointer JSON pointer (RFC 6901) into the submission.
 * @param message Description of the mistake and a remedy.
 */
public record Warning(String pointer, String message) {}
