package dev.trellis.dataset;

import dev.trellis.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Names of encodings, and guesses at them: a guess is offered, never taken. */
final class Encodings {
  private static final List<String> EXAMPLES =
      List.of("UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "Shift_JIS", "GB18030");

  private Encodings() {}

  /** UTF-8 where none is named. */
  static Charset named(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw Problem.invalid(
          "/encoding",
          "The encoding '%s' is not known here; examples of known ones: %s."
              .formatted(name, String.join(", ", EXAMPLES)));
    }
  }

  /** The encoding that a byte order mark other than UTF-8's gives away. */
  static Optional<Charset> ofByteOrderMark(byte[] bytes, int length) {
    if (length < 2) {
      return Optional.empty();
    }
    return switch ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) {
      case 0xfffe -> Optional.of(StandardCharsets.UTF_16LE);
      case 0xfeff -> Optional.of(StandardCharsets.UTF_16BE);
      default -> Optional.empty();
    };
  }

  /**
   * In which encodings but the tried one these bytes may be, likeliest first. Single-byte encodings
   * are hard to tell apart, so that the two most common ones of the West always stand at the end.
   */
  static Set<String> candidates(byte[] bytes, int length, Charset tried) {
    UniversalDetector detector = new UniversalDetector();
    detector.handleData(bytes, 0, length);
    detector.dataEnd();
    Set<String> candidates = new LinkedHashSet<>();
    String detected = detector.getDetectedCharset();
    if (detected != null && Charset.isSupported(detected)) {
      candidates.add(Charset.forName(detected).name());
    }
    candidates.add("windows-1252");
    candidates.add("ISO-8859-1");
    candidates.remove(tried.name());
    return candidates;
  }
}
