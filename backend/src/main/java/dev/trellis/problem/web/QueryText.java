package dev.trellis.problem.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strict decoding of queries and paths: valid percent escapes, valid UTF-8, no NUL. */
final class QueryText {
  static final int MOST_PARAMETERS = 1_000;

  private QueryText() {}

  /** A query parameter, decoded. */
  record Parameter(String name, String value) {}

  /**
   * Returns the parameters of a query in their order.
   *
   * @param query as it stands in the request line; null for none
   * @throws Problem MALFORMED if it cannot be decoded or has more than 1,000 parameters
   */
  static List<Parameter> parse(@Nullable String query) {
    List<Parameter> parameters = new ArrayList<>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        parameters.add(
            new Parameter(name, equals < 0 ? "" : decode(pair.substring(equals + 1), true)));
      }
    }
    if (parameters.size() > MOST_PARAMETERS) {
      throw malformed(
          "The query has %,d parameters; at most %,d are allowed. Separate ids by commas: trials=1,2,3."
              .formatted(parameters.size(), MOST_PARAMETERS));
    }
    return parameters;
  }

  /**
   * @throws Problem MALFORMED if the path cannot be decoded
   */
  static void checkPath(String path) {
    decode(path, false);
  }

  private static String decode(String text, boolean plusIsSpace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '%') {
        bytes.write(octet(text, at));
        at += 2;
      } else {
        bytes.write(plusIsSpace && character == '+' ? ' ' : character);
      }
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      String decoded = decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
      if (decoded.indexOf('\0') >= 0) {
        throw malformed("The address has the character NUL (%00); leave it out.");
      }
      return decoded;
    } catch (CharacterCodingException notUtf8) {
      throw malformed(
          "The address has percent escapes that are not UTF-8; encode é as %C3%A9, not as %E9.");
    }
  }

  private static int octet(String text, int at) {
    int high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    int low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
    if (low < 0) {
      throw malformed(
          "The address has a % that two hexadecimal digits do not follow; write a percent sign as %25.");
    }
    return high * 16 + low;
  }

  private static Problem malformed(String detail) {
    return Problem.of(ProblemKind.MALFORMED, detail);
  }
}
