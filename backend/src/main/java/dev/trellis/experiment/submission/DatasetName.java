package dev.trellis.experiment.submission;

import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.TextType;
import dev.trellis.experiment.submission.codec.ValueType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Dataset by its name, and by its digest if the submission has one.
 *
 * @param digest SHA-256 in lower-case hex; null for any content
 */
record DatasetName(String name, @Nullable String digest) {
  private static final String MARK = "@sha256:";

  /** {@code moby-dick} or {@code moby-dick@sha256:...}. */
  record Format() implements ValueType<DatasetName> {
    private static final TextType TEXT = new TextType(200 + MARK.length() + 64);

    @Override
    public Optional<DatasetName> read(Node node) {
      return TEXT.read(node).flatMap(text -> read(node, text));
    }

    private static Optional<DatasetName> read(Node node, String text) {
      int mark = text.lastIndexOf(MARK);
      if (mark < 0) {
        return Optional.of(new DatasetName(text, null));
      }
      String digest = text.substring(mark + MARK.length()).toLowerCase(Locale.ROOT);
      if (mark == 0 || !digest.matches("[0-9a-f]{64}")) {
        node.reject(node.shown() + " is not a name, @sha256: and 64 hexadecimal digits");
        return Optional.empty();
      }
      return Optional.of(new DatasetName(text.substring(0, mark), digest));
    }

    @Override
    public Object write(DatasetName value) {
      return value.digest() == null ? value.name() : value.name() + MARK + value.digest();
    }

    @Override
    public Map<String, Object> schema() {
      return TEXT.schema();
    }
  }
}
