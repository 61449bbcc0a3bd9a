package dev.trellis.experiment.submission;

import dev.trellis.experiment.submission.codec.Section;
import dev.trellis.search.SearchStrategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON Schema (2020-12) of submissions, for editors and forms. The reader knows more. */
public final class SubmissionSchema {
  private final SubmissionFormat format;

  public SubmissionSchema(SubmissionFormat format) {
    this.format = format;
  }

  /** Ordered maps, lists, strings and numbers, ready to become JSON. */
  public Map<String, Object> tree() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Trellis experiment");
    List<Map<String, Object>> families =
        format.families().stream().map(format::keys).map(Section::schema).toList();
    if (families.size() == 1) {
      schema.putAll(families.get(0));
    } else {
      schema.put("anyOf", families);
    }
    schema.put("allOf", format.endless().stream().map(this::needsAnEnd).toList());
    return schema;
  }

  private Map<String, Object> needsAnEnd(SearchStrategy strategy) {
    String method = format.method.name();
    Map<String, Object> chosen =
        Map.of(
            "properties", Map.of(method, Map.of("const", strategy.name())),
            "required", List.of(method));
    Map<String, Object> ended =
        Map.of(
            "anyOf",
            Stream.of(SubmissionFormat.MAX_TRIALS, SubmissionFormat.RUN_CAP)
                .map(key -> Map.of("required", List.of(key.name())))
                .toList());
    return Map.of("if", chosen, "then", ended);
  }
}
