package dev.trellis.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds the texts to the OpenAPI document that no Javadoc has: titles of the tags, descriptions of
 * the parameters that many operations share, and an example of each response. The examples are
 * responses of a real server; {@code OpenApiExamplesTest} records them and compares them with the
 * schemas.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class OperationTexts implements GlobalOpenApiCustomizer {
  private static final String EXAMPLES = "openapi/examples.json";
  private static final String CONTROLLER = "-controller";

  private record Text(String description, Object example) {}

  private static final Map<String, Text> SHARED_PARAMETERS =
      Map.of(
          "Idempotency-Key",
          new Text(
              "Key chosen by the client, 1 to 200 characters. A repeated request with the same key"
                  + " returns the result of the first request and changes nothing.",
              "a3f1c7d2-nightly"),
          "name",
          new Text("Name of the dataset.", "my-text"));

  private final Map<String, Object> examples;

  OperationTexts(JsonMapper json) throws IOException {
    try (InputStream stream = new ClassPathResource(EXAMPLES).getInputStream()) {
      examples = json.readValue(stream, new TypeReference<>() {});
    }
  }

  @Override
  public void customise(OpenAPI api) {
    if (api.getTags() != null) {
      api.getTags().forEach(tag -> tag.setName(title(tag.getName())));
    }
    api.getPaths()
        .forEach(
            (path, item) -> item.readOperations().forEach(operation -> complete(path, operation)));
  }

  private void complete(String path, Operation operation) {
    operation.setTags(operation.getTags().stream().map(OperationTexts::title).toList());
    List<Parameter> parameters =
        operation.getParameters() == null ? List.of() : operation.getParameters();
    parameters.forEach(parameter -> complete(path, parameter));
    Object example = examples.get(operation.getOperationId());
    operation.getResponses().entrySet().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .map(Map.Entry::getValue)
        .reduce((first, last) -> last)
        .ifPresent(response -> addExample(response, example));
  }

  private static void complete(String path, Parameter parameter) {
    Text shared = SHARED_PARAMETERS.get(parameter.getName());
    if (parameter.getName().equals("id")) {
      String owner = path.startsWith("/api/v1/trials") ? "trial" : "experiment";
      shared = new Text("Identifier of the " + owner + ".", 1);
    }
    if (shared != null && parameter.getDescription() == null) {
      parameter.setDescription(shared.description());
      parameter.setExample(shared.example());
    }
    if (parameter.getDescription() != null) {
      parameter.setDescription(StringUtils.capitalize(parameter.getDescription()));
    }
  }

  private static void addExample(ApiResponse response, @Nullable Object example) {
    if (example != null && response.getContent() != null) {
      MediaType content = response.getContent().values().iterator().next();
      content.setExample(example);
    }
  }

  /** Returns a title such as "Trial log" for the tag {@code trial-log-controller}. */
  private static String title(String tag) {
    return StringUtils.capitalize(tag.replace(CONTROLLER, "").replace('-', ' '));
  }
}
