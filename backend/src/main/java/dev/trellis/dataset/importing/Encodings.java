package dev.trellis.dataset.importing;

import dev.trellis.problem.Problem;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Names of encodings, and guesses at them: a guess is offered, never taken. */
public final class Encodings {
  /** UTF-32 first: its little-endian mark begins with that of UTF-16. */
  private static final Map<Charset, byte[]> BYTE_ORDER_MARKS = new LinkedHashMap<>();

  static {
    for (String name : List.of("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE")) {
      Charset charset = Charset.forName(name);
      BYTE_ORDER_MARKS.put(charset, "\ufeff".getBytes(charset));
    }
  }

  private static final List<String> EXAMPLES =
      List.of("UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "Shift_JIS", "GB18030");

  private Encodings() {}

  /** Returns the encoding with a name; UTF-8 for null. */
  public static Charset named(@Nullable String name) {
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

  private static boolean startsWith(byte[] bytes, int length, byte[] mark) {
    return length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  /** The encoding that a byte order mark other than UTF-8's gives away. */
  static Optional<Charset> ofByteOrderMark(byte[] bytes, int length) {
    return BYTE_ORDER_MARKS.entrySet().stream()
        .filter(mark -> startsWith(bytes, length, mark.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
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
