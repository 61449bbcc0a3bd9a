package dev.trellis.problem.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON bodies with {@link StrictJson} and reports all violations of a body at once: it
 * removes each rejected value and reads the rest again.
 */
class StrictJsonConverter extends JacksonJsonHttpMessageConverter {
  /** Bounds the time that a body full of mistakes takes. */
  private static final int MOST_VIOLATIONS = 50;

  StrictJsonConverter(JsonMapper mapper) {
    super(StrictJson.of(mapper));
  }

  @Override
  public Object read(
      ResolvableType type, HttpInputMessage input, @Nullable Map<String, Object> hints)
      throws IOException {
    JavaType target = getMapper().constructType(type.getType());
    Object body = super.read(ResolvableType.forClass(JsonNode.class), input, hints);
    if (!(body instanceof JsonNode tree) || tree.isNull()) {
      throw Problem.invalid("", "The body is null; send an object in braces.");
    }
    return new Reading(getMapper(), target, tree).value();
  }

  private static final class Reading {
    private final JsonMapper mapper;
    private final JavaType target;
    private final JsonNode body;
    private final List<Violation> violations = new ArrayList<>();

    /** Indices of elements taken out of arrays, in the numbering of the body as it was sent. */
    private final Map<String, TreeSet<Integer>> taken = new HashMap<>();

    Reading(JsonMapper mapper, JavaType target, JsonNode body) {
      this.mapper = mapper;
      this.target = target;
      this.body = body;
    }

    Object value() {
      while (true) {
        try {
          Object value = mapper.treeToValue(body, target);
          if (violations.isEmpty()) {
            return value;
          }
          throw Problem.invalid(violations);
        } catch (JacksonException refusal) {
          if (!takeOut(refusal) || violations.size() == MOST_VIOLATIONS) {
            throw violations.isEmpty() ? StrictJson.problem(refusal) : Problem.invalid(violations);
          }
        }
      }
    }

    /** Returns false if the rejected value is the whole body or was removed before. */
    private boolean takeOut(JacksonException refusal) {
      JsonNode parent = body;
      String pointer = "";
      List<JacksonException.Reference> path = refusal.getPath();
      for (int depth = 0; depth < path.size(); depth++) {
        boolean last = depth == path.size() - 1;
        String name = path.get(depth).getPropertyName();
        int index = path.get(depth).getIndex();
        if (parent instanceof ObjectNode object && name != null && object.has(name)) {
          pointer += Violation.pointerTo(name);
          parent = last ? object.remove(name) : object.get(name);
        } else if (parent instanceof ArrayNode array && index >= 0 && index < array.size()) {
          TreeSet<Integer> gone = taken.computeIfAbsent(pointer, key -> new TreeSet<>());
          int sent = sentIndex(index, gone);
          pointer += "/" + sent;
          parent = last ? array.remove(index) : array.get(index);
          if (last) {
            gone.add(sent);
          }
        } else {
          return false;
        }
      }
      return !path.isEmpty() && violations.add(new Violation(pointer, StrictJson.message(refusal)));
    }

    private static int sentIndex(int index, TreeSet<Integer> gone) {
      int sent = index;
      for (int each : gone) {
        if (each <= sent) {
          sent++;
        }
      }
      return sent;
    }
  }
}
