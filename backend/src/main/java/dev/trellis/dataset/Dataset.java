package dev.trellis.dataset;

import dev.trellis.dataset.importing.Labels;
import dev.trellis.dataset.text.TokenUnit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A text to train on. It never changes once it is there: other bytes are another dataset.
 *
 * @param name unique; what people and submissions call it
 * @param sha256 digest of the stored bytes, lower-case hexadecimal
 * @param bytes length as UTF-8
 * @param characters length in Unicode code points
 * @param lines number of lines, the last one counted whether or not a newline ends it
 * @param words number of tokens of {@link TokenUnit#WORD}; of labelled texts, all counts but that
 *     of bytes leave out labels and line breaks
 * @param characterVocabulary number of distinct code points
 * @param wordVocabulary number of distinct tokens of {@link TokenUnit#WORD}
 * @param source where it came from
 * @param licence terms the text is under, where known
 * @param labels of labelled texts; null for a plain text
 */
public record Dataset(
    long id,
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
    @Nullable Labels labels,
    Instant createdAt) {

  /** Where its text lies in the artifact store. */
  String artifact() {
    return artifact(sha256);
  }

  static String artifact(String sha256) {
    return "datasets/" + sha256;
  }
}
