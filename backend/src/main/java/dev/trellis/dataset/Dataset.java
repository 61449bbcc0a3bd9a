package dev.trellis.dataset;

import dev.trellis.dataset.importing.Labels;
import dev.trellis.dataset.text.TokenUnit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Text to train on. A dataset never changes: other bytes are another dataset.
 *
 * @param name unique name
 * @param sha256 SHA-256 digest of the stored bytes in lower-case hexadecimal
 * @param bytes length in UTF-8
 * @param characters length in Unicode code points
 * @param lines number of lines, including a last line without a newline
 * @param words number of tokens of {@link TokenUnit#WORD}; in labeled texts, all counts except
 *     bytes leave out labels and line breaks
 * @param characterVocabulary number of distinct code points
 * @param wordVocabulary number of distinct tokens of {@link TokenUnit#WORD}
 * @param source origin
 * @param licence license of the text; null if unknown
 * @param labels labels of labeled texts; null for plain text
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

  /** Returns the key of its text in the artifact store. */
  String artifact() {
    return artifact(sha256);
  }

  static String artifact(String sha256) {
    return "datasets/" + sha256;
  }
}
