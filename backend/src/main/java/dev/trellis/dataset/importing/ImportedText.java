package dev.trellis.dataset.importing;

import dev.trellis.dataset.Dataset;

/**
 * Imported text: digest and counts as in {@link Dataset}.
 *
 * @param sha256 digest of the text in UTF-8
 */
public record ImportedText(
    String sha256,
    long bytes,
    long characters,
    long lines,
    long words,
    int characterVocabulary,
    int wordVocabulary) {}
