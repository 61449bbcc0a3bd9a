package dev.trellis.problem.web;

import com.fasterxml.jackson.annotation.Nulls;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.problem.Spelling;
import dev.trellis.problem.Violation;
import dev.trellis.problem.json.JsonSyntax;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON bodies strictly: no unknown or repeated members, no null in lists, no value of another
 * type, no half of a surrogate pair.
 */
final class StrictJson {
  private StrictJson() {}

  /** Returns a mapper that writes as the given one does, and reads strictly. */
  static JsonMapper of(JsonMapper mapper) {
    return mapper
        .rebuild()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfig(
            LogicalType.Textual,
            text -> {
              for (var shape :
                  List.of(
                      CoercionInputShape.Integer,
                      CoercionInputShape.Float,
                      CoercionInputShape.Boolean)) {
                text.setCoercion(shape, CoercionAction.Fail);
              }
            })
        .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
        .addModule(new SimpleModule().addDeserializer(String.class, new WellFormedText()))
        .build();
  }

  private static final class WellFormedText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    WellFormedText() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.currentToken().isScalarValue()
          || parser.currentToken().isNumeric()
          || parser.currentToken().isBoolean()) {
        return (String) context.handleUnexpectedToken(String.class, parser);
      }
      String text = parser.getString();
      if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
        return (String)
            context.handleWeirdStringValue(String.class, text, "half of a surrogate pair");
      }
      return text;
    }
  }

  /** Returns the problem for a body that the mapper has rejected. */
  static Problem problem(JacksonException refusal) {
    if (refusal.getPath().isEmpty() && !(refusal instanceof DatabindException)) {
      return Problem.of(ProblemKind.MALFORMED, malformed(refusal));
    }
    String pointer = refusal.getPath().stream().map(StrictJson::step).collect(Collectors.joining());
    return Problem.invalid(pointer, message(refusal));
  }

  private static String malformed(JacksonException refusal) {
    String place = JsonSyntax.place(refusal);
    return "The body is not valid JSON%s: %s."
        .formatted(place.isEmpty() ? "" : " at " + place, JsonSyntax.explain(refusal));
  }

  private static String step(JacksonException.Reference place) {
    String name = place.getPropertyName();
    return name == null ? "/" + place.getIndex() : Violation.pointerTo(name);
  }

  /** Returns the message for the end of the path of the rejection. */
  static String message(JacksonException refusal) {
    if (refusal instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> known = unknown.getKnownPropertyIds();
      return Spelling.unknown(
          unknown.getPropertyName(),
          known == null ? List.of() : known.stream().map(String::valueOf).toList());
    }
    if (refusal instanceof InputCoercionException outOfRange) {
      return "A number out of range stands here; a whole number of %d bits is needed."
          .formatted(outOfRange.getTargetType() == int.class ? Integer.SIZE : Long.SIZE);
    }
    if (refusal instanceof InvalidNullException) {
      return "null stands here; give a value, or leave it out.";
    }
    if (refusal instanceof InvalidFormatException wrong
        && wrong.getValue() instanceof String text) {
      return wrong.getTargetType() == String.class
          ? "The text has half of a surrogate pair (\\ud800 to \\udfff); leave it out."
          : "%s stands here; %s is needed."
              .formatted(Spelling.quoted(text), needed(wrong.getTargetType()));
    }
    Class<?> target =
        refusal instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
    return "A value of another type stands here; %s is needed.".formatted(needed(target));
  }

  /** Returns a JSON type in words. */
  private static String needed(@Nullable Class<?> type) {
    if (type == null) {
      return "another type";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return Number.class.isAssignableFrom(type) || type.isPrimitive()
        ? "a whole number"
        : "an object";
  }
}
