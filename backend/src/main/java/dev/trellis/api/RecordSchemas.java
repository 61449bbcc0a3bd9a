package dev.trellis.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;
import org.springframework.util.StringUtils;

/**
 * Describes records as they are written: each member is present; a member or its elements may be
 * null if they are {@link Nullable}; a floating-point number that JSON cannot express is a string.
 */
record RecordSchemas(ObjectMapper mapper, JavadocProvider javadoc) implements ModelConverter {
  private static final String FLOATING_POINT = "FloatingPoint";
  private static final Set<Class<?>> FLOATING_POINTS =
      Set.of(double.class, Double.class, Number.class);

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    Class<?> raw = mapper.constructType(type.getType()).getRawClass();
    if (schema != null && raw.isRecord()) {
      context.defineModel(FLOATING_POINT, floatingPoint());
      describe(raw, definition(schema, context));
    }
    return schema;
  }

  /**
   * Returns the schema of a record, which is defined once by its name; other schemas refer to it.
   */
  private static Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    if (reference == null) {
      return schema;
    }
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    return context.getDefinedModels().getOrDefault(name, schema);
  }

  private void describe(Class<?> type, Schema<?> schema) {
    schema.setDescription(javadoc.getClassJavadoc(type));
    if (schema.getProperties() == null) {
      return;
    }
    schema.setRequired(List.copyOf(schema.getProperties().keySet()));
    Map<String, String> descriptions = javadoc.getRecordClassParamJavadoc(type);
    for (RecordComponent component : type.getRecordComponents()) {
      String name = nameInJson(component);
      schema
          .getProperties()
          .computeIfPresent(
              name,
              (key, property) ->
                  described(
                      refined(component.getAnnotatedType(), property),
                      descriptions.get(component.getName())));
    }
  }

  private static String nameInJson(RecordComponent component) {
    JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given == null
        ? SnakeCaseStrategy.INSTANCE.translate(component.getName())
        : given.value();
  }

  /** Returns the schema with a description; OpenAPI 3.1 allows it beside a reference. */
  private static Schema<?> described(Schema<?> schema, @Nullable String description) {
    if (description == null || description.isEmpty()) {
      return schema;
    }
    schema.setDescription(StringUtils.capitalize(description));
    return schema;
  }

  private static Schema<?> refined(java.lang.reflect.AnnotatedType type, Schema<?> schema) {
    Schema<?> refined = schema;
    if (type instanceof AnnotatedParameterizedType generic) {
      var elements = generic.getAnnotatedActualTypeArguments();
      var last = elements[elements.length - 1];
      if (schema.getItems() != null) {
        schema.setItems(refined(last, schema.getItems()));
      } else if (schema.getAdditionalProperties() instanceof Schema<?> values) {
        schema.setAdditionalProperties(refined(last, values));
      }
    } else if (type.getType() instanceof Class<?> raw && FLOATING_POINTS.contains(raw)) {
      refined = new Schema<>().$ref(FLOATING_POINT);
      refined.setDescription(schema.getDescription());
    }
    return type.isAnnotationPresent(Nullable.class) ? orNull(refined) : refined;
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

  private static Schema<?> floatingPoint() {
    var number = new NumberSchema().format("double");
    number.addType("number");
    var text = new StringSchema()._enum(List.of("NaN", "Infinity", "-Infinity"));
    text.addType("string");
    return new Schema<>()
        .description("A floating-point number of 64 bits; one that is not finite is a text.")
        .oneOf(List.of(number, text));
  }
}
