package dev.trellis.dataset.web;

import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.importing.Labels.LabelCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dataset: a text, or texts with labels.
 *
 * @param name Name.
 * @param sha256 SHA-256 digest of the text in UTF-8, in hexadecimal digits.
 * @param bytes Number of bytes in UTF-8.
 * @param characters Number of characters.
 * @param lines Number of lines; of labeled texts, the number of texts.
 * @param words Number of words.
 * @param characterVocabulary Number of different characters.
 * @param wordVocabulary Number of different words.
 * @param source Origin, such as {@code upload}.
 * @param licence License of a built-in dataset; {@code null} if unknown.
 * @param labels Labels and their numbers of texts; {@code null} for plain text.
 * @param createdAt Time of the upload.
 * @param preview First 2,000 characters; {@code null} in lists.
 */
record DatasetResponse(
    String name,
    String sha256,
    long bytes,
    long characters,
    long lines,
    long words,
    int characterVocabulary,
    int wordVocabulary,
    String source,
    @Nullable String licence,
    @Nullable List<LabelCount> labels,
    Instant createdAt,
    @Nullable String preview) {

  static DatasetResponse of(Dataset dataset) {
    return new DatasetResponse(
        dataset.name(),
        dataset.sha256(),
        dataset.bytes(),
        dataset.characters(),
        dataset.lines(),
        dataset.words(),
        dataset.characterVocabulary(),
        dataset.wordVocabulary(),
        dataset.source(),
        dataset.licence(),
        dataset.labels() == null ? null : dataset.labels().counts(),
        dataset.createdAt(),
        null);
  }

  DatasetResponse withPreview(String text) {
    return new DatasetResponse(
        name,
        sha256,
        bytes,
        characters,
        lines,
        words,
        characterVocabulary,
        wordVocabulary,
        source,
        licence,
        labels,
        createdAt,
        text);
  }
}
