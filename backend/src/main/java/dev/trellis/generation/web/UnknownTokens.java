package dev.trellis.generation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Response headers that list the tokens of a text that a model never saw in training. */
final class UnknownTokens {
  /**
   * Header with a JSON array of strings in ASCII, at most {@value #MAX_LENGTH} characters long. It
   * holds the first tokens if not all tokens fit, and is absent if no token is unknown.
   */
  static final String NAMES = "Unknown-Tokens";

  /** Header with the number of distinct unknown tokens. */
  static final String COUNT = "Unknown-Token-Count";

  private static final int MAX_LENGTH = 4_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private UnknownTokens() {}

  static void write(List<String> tokens, HttpServletResponse response) {
    response.setHeader(COUNT, Integer.toString(tokens.size()));
    List<String> named = new ArrayList<>();
    int length = 2;
    for (String token : tokens) {
      length += JSON.writeValueAsString(token).length() + 1;
      if (length > MAX_LENGTH) {
        break;
      }
      named.add(token);
    }
    if (!named.isEmpty()) {
      response.setHeader(NAMES, JSON.writeValueAsString(named));
    }
  }
}
