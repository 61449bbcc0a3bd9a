package dev.trellis.dataset.importing;

import dev.trellis.dataset.Dataset;

/**
 * What was read of a text: digest and counts as in {@link Dataset}.
 *
 * @param sha256 of the text as UTF-8
 */
public record ImportedText(
    String sha256,
    long bytes,
    long characters,
    long lines,
    long words,
    int characterVocabulary,
    int wordVocabulary) {}
