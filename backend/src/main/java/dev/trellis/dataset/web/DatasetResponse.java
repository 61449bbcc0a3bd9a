package dev.trellis.dataset.web;

import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.importing.Labels.LabelCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text to train on, or labelled texts.
 *
 * @param labels of labelled texts; null for a plain text
 * @param preview its first 2,000 characters; null but where that one dataset is asked for
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
