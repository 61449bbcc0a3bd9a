package dev.trellis.experiment.web;

import dev.trellis.problem.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Strict JSON: no key twice, nothing after the end. */
final class JsonText {
  private static final int DEEPEST = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** What Jackson says of its own settings and sources. */
  private static final Pattern OF_USE_TO_US_ONLY =
      Pattern.compile(" \\((start marker|bound as|`|\\d+, from).*|: enable .*", Pattern.DOTALL);

  private JsonText() {}

  /**
   * @throws Problem MALFORMED with line and column
   */
  static @Nullable Object tree(String source) {
    try {
      return MAPPER.readValue(source, Object.class);
    } catch (JacksonException wrong) {
      throw SubmissionText.malformed(
          "JSON"
              + place(wrong)
              + ": "
              + OF_USE_TO_US_ONLY.matcher(wrong.getOriginalMessage()).replaceFirst(""));
    }
  }

  private static String place(JacksonException wrong) {
    TokenStreamLocation place = wrong.getLocation();
    return place == null
        ? ""
        : ", line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
  }
}
