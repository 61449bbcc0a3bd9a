package dev.trellis.experiment.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.json.JsonSyntax;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
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

  private JsonText() {}

  /**
   * @throws Problem MALFORMED with line and column
   */
  static @Nullable Object tree(String source) {
    try {
      return MAPPER.readValue(source, Object.class);
    } catch (JacksonException wrong) {
      String place = JsonSyntax.place(wrong);
      throw SubmissionText.malformed(
          "JSON%s: %s".formatted(place.isEmpty() ? "" : ", " + place, JsonSyntax.explain(wrong)));
    }
  }
}
