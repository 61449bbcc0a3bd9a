package dev.trellis.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the texts of {@code docs/api/openapi.json}, which {@link OpenApiTest} keeps current. */
class OpenApiTextsTest {
  private static final JsonNode DOCUMENT = read();

  /** Responses without a body, streams without an end, and files. */
  private static final Set<String> WITHOUT_EXAMPLE =
      Set.of("deleteDataset", "deleteExperiment", "streamEvents", "downloadModel", "downloadText");

  private static JsonNode read() {
    return new JsonMapper().readTree(Path.of("../docs/api/openapi.json"));
  }

  @Test
  void operation_has_summary_and_longer_description() {
    assertThat(operations())
        .hasSizeGreaterThan(45)
        .allSatisfy(
            operation -> {
              String summary = operation.path("summary").asString("");
              String description = operation.path("description").asString("");
              assertThat(summary).as(id(operation)).matches("[A-Z][a-z]+s .{5,150}\\.");
              assertThat(description).as(id(operation)).startsWith(summary);
              assertThat(description.length()).as(id(operation)).isGreaterThan(summary.length());
            });
  }

  @Test
  void operation_id_is_a_unique_verb_with_its_object() {
    List<String> ids = operations().stream().map(OpenApiTextsTest::id).toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+[A-Z][A-Za-z]+"));
  }

  @Test
  void parameter_has_a_description() {
    assertThat(operations())
        .allSatisfy(
            operation ->
                assertThat(operation.path("parameters"))
                    .as(id(operation))
                    .allMatch(parameter -> !parameter.path("description").asString("").isBlank()));
  }

  @Test
  void schema_and_each_of_its_members_have_a_description() {
    JsonNode schemas = DOCUMENT.at("/components/schemas");
    List<String> missing = new ArrayList<>();
    schemas.forEachEntry(
        (name, schema) -> {
          if (schema.path("description").asString("").isBlank()) {
            missing.add(name);
          }
          schema
              .path("properties")
              .forEachEntry(
                  (member, property) -> {
                    if (property.path("description").asString("").isBlank()) {
                      missing.add(name + "." + member);
                    }
                  });
        });

    assertThat(missing).isEmpty();
  }

  @Test
  void operation_documents_problems_with_the_problem_schema() {
    assertThat(operations())
        .allSatisfy(
            operation -> {
              List<String> failures =
                  operation.get("responses").propertyNames().stream()
                      .filter(status -> !status.startsWith("2"))
                      .toList();
              assertThat(failures).as(id(operation)).contains("400", "401", "403", "406", "503");
              assertThat(failures)
                  .as(id(operation))
                  .allMatch(status -> isProblem(operation.get("responses").get(status)));
            });
  }

  @Test
  void operation_has_an_example_of_its_response() {
    assertThat(operations())
        .filteredOn(operation -> !WITHOUT_EXAMPLE.contains(id(operation)))
        .allSatisfy(
            operation ->
                assertThat(operation.get("responses").findValue("example"))
                    .as(id(operation))
                    .isNotNull());
  }

  private static boolean isProblem(JsonNode response) {
    String name = response.get("$ref").asString();
    JsonNode resolved = DOCUMENT.at(name.substring(1));
    return resolved
        .at("/content/application~1problem+json/schema/$ref")
        .asString("")
        .endsWith("/ProblemResponse");
  }

  private static List<JsonNode> operations() {
    return StreamSupport.stream(DOCUMENT.get("paths").spliterator(), false)
        .flatMap(path -> StreamSupport.stream(path.spliterator(), false))
        .toList();
  }

  private static String id(JsonNode operation) {
    return operation.get("operationId").asString();
  }
}
