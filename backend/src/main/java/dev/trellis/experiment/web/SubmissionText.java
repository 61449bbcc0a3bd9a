package dev.trellis.experiment.web;

import dev.trellis.dataset.text.UnicodeText;
import dev.trellis.problem.BodyParameter;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.problem.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Submission as it was sent.
 *
 * @param source text
 * @param tree parsed content: Map, List, String, Long, BigInteger, Double, Boolean or null
 */
@BodyParameter
record SubmissionText(String source, @Nullable Object tree) {
  static final int MOST_BYTES = 1 << 20;

  private static final String HALF_PAIR =
      "has half of a surrogate pair, \\ud800 to \\udfff; write the whole character, or leave it out";

  /**
   * Reads YAML 1.2 or JSON, depending on the content type; if the type is neither, depending on the
   * text.
   *
   * @throws Problem TOO_LARGE; MALFORMED with line and column; or INVALID with a pointer to each
   *     half of a surrogate pair
   */
  static SubmissionText of(byte[] body, @Nullable String contentType) {
    if (body.length > MOST_BYTES) {
      throw Problem.of(
          ProblemKind.TOO_LARGE,
          "The submission has %,d bytes; %,d are allowed".formatted(body.length, MOST_BYTES));
    }
    String source = decode(body);
    if (source.isBlank()) {
      throw malformed("the body is empty; send a submission as YAML or JSON");
    }
    Object tree = tree(source, contentType);
    List<Violation> violations = new ArrayList<>();
    checkUnicode(tree, "", violations);
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return new SubmissionText(source, tree);
  }

  static Problem malformed(String detail) {
    return Problem.of(ProblemKind.MALFORMED, detail);
  }

  private static String decode(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw malformed("the body is not UTF-8; save the file as UTF-8");
    }
  }

  private static @Nullable Object tree(String source, @Nullable String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.contains("json")) {
      return JsonText.tree(source);
    }
    if (type.contains("yaml") || !source.stripLeading().startsWith("{")) {
      return YamlText.tree(source);
    }
    try {
      return JsonText.tree(source);
    } catch (Problem notJson) {
      return flowMapping(source, notJson);
    }
  }

  /**
   * YAML may start with a brace too; if the text is neither, the error of the JSON parser is
   * reported.
   */
  private static @Nullable Object flowMapping(String source, Problem notJson) {
    try {
      return YamlText.tree(source);
    } catch (Problem notYaml) {
      throw notJson;
    }
  }

  /** Escapes can spell halves of surrogate pairs, which no answer and no database could hold. */
  private static void checkUnicode(
      @Nullable Object value, String pointer, List<Violation> violations) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, child) -> {
            String member = pointer + Violation.pointerTo(String.valueOf(key));
            if (UnicodeText.hasLoneSurrogate(String.valueOf(key))) {
              violations.add(new Violation(member, "the key " + HALF_PAIR));
            }
            checkUnicode(child, member, violations);
          });
    } else if (value instanceof List<?> list) {
      for (int index = 0; index < list.size(); index++) {
        checkUnicode(list.get(index), pointer + "/" + index, violations);
      }
    } else if (value instanceof String text && UnicodeText.hasLoneSurrogate(text)) {
      violations.add(new Violation(pointer, "the text " + HALF_PAIR));
    }
  }
}
