package dev.trellis.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Describes the HTTP API as an OpenAPI document. It adds facts that the library does not see: names
 * are snake_case, records are written with all members ({@link RecordSchemas}) and may be read with
 * some.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  @Bean
  OpenAPI api() {
    return new OpenAPI()
        .info(new Info().title("Trellis").version("v1").description("Base path: /api/v1"));
  }

  @Bean
  MarkdownJavadoc javadoc() {
    return new MarkdownJavadoc();
  }

  @Bean
  ModelResolver snakeCase() {
    ObjectMapper mapper =
        Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    ModelResolver resolver = new ModelResolver(mapper);
    resolver.openapi31(true);
    return resolver;
  }

  @Bean
  ModelConverter recordSchemas(ModelResolver snakeCase, MarkdownJavadoc javadoc) {
    return new RecordSchemas(snakeCase.objectMapper(), javadoc);
  }

  /**
   * Members of a body that may be null may be left out; members that are not listed are refused.
   */
  @Bean
  GlobalOpenApiCustomizer requestBodies() {
    return api ->
        api.getPaths().values().stream()
            .map(PathItem::readOperations)
            .flatMap(List::stream)
            .map(Operation::getRequestBody)
            .filter(body -> body != null && body.getContent() != null)
            .flatMap(body -> body.getContent().values().stream())
            .map(type -> String.valueOf(type.getSchema().get$ref()))
            .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
            .map(api.getComponents().getSchemas()::get)
            .filter(schema -> schema != null && schema.getProperties() != null)
            .forEach(OpenApiConfiguration::readInPart);
  }

  private static void readInPart(Schema<?> schema) {
    List<String> present = schema.getRequired() == null ? List.of() : schema.getRequired();
    schema.setRequired(
        present.stream()
            .filter(
                name ->
                    schema.getProperties().get(name) instanceof Schema<?> member
                        && !mayBeNull(member))
            .toList());
    schema.setAdditionalProperties(false);
  }

  private static boolean mayBeNull(Schema<?> member) {
    return member.getTypes() != null && member.getTypes().contains("null");
  }
}
