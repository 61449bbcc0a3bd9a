package dev.trellis;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The OpenAPI document, told what the library does not see by itself: names are snake_case, a
 * component of a record is always there, and it may be null where it is {@link Nullable}.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
  @Bean
  OpenAPI api() {
    return new OpenAPI()
        .info(new Info().title("Trellis").version("v1").description("Base path: /api/v1"));
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
  ModelConverter recordComponents(ModelResolver snakeCase) {
    return new RecordComponents(snakeCase);
  }

  private record RecordComponents(ModelResolver resolver) implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
        AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
      Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
      Class<?> raw = resolver.objectMapper().constructType(type.getType()).getRawClass();
      if (schema != null && raw.isRecord()) {
        describe(raw, definition(schema, context));
      }
      return schema;
    }

    /** A record is described once, under its name; where it is used stands a reference to that. */
    private static Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
      String reference = schema.get$ref();
      if (reference == null) {
        return schema;
      }
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      return context.getDefinedModels().getOrDefault(name, schema);
    }

    private static void describe(Class<?> type, Schema<?> schema) {
      if (schema.getProperties() == null) {
        return;
      }
      schema.setRequired(List.copyOf(schema.getProperties().keySet()));
      for (RecordComponent component : type.getRecordComponents()) {
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          String name =
              PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
          schema.getProperties().computeIfPresent(name, (key, property) -> orNull(property));
        }
      }
    }

    private static Schema<?> orNull(Schema<?> property) {
      if (property.get$ref() != null) {
        return new Schema<>().oneOf(List.of(property, new Schema<>().types(Set.of("null"))));
      }
      if (property.getTypes() != null) {
        property.addType("null");
      }
      return property;
    }
  }
}
