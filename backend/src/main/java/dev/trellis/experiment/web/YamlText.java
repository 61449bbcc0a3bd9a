package dev.trellis.experiment.web;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Strict YAML 1.2: {@code 1e-4} is a number and {@code no} is a string. Only the part of the
 * language that a submission needs: one document, no duplicate keys, no anchors, no tags.
 */
final class YamlText {
  private static final int DEEPEST = 100;

  private static final int LONGEST_NUMBER = 1_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new CoreSchema()).build();

  private final Iterator<Event> events;

  private YamlText(Iterator<Event> events) {
    this.events = events;
  }

  /**
   * @throws Problem MALFORMED with line and column
   */
  static @Nullable Object tree(String source) {
    try {
      return new YamlText(new Parse(SETTINGS).parseString(source).iterator()).document();
    } catch (MarkedYamlEngineException wrong) {
      throw malformed(wrong.getProblemMark(), YamlSyntax.explain(wrong));
    } catch (ReaderException wrong) {
      throw SubmissionText.malformed(
          "YAML%s: %s"
              .formatted(
                  place(source, wrong.getPosition()),
                  YamlSyntax.explainCharacter(wrong.getCodePoint())));
    } catch (YamlEngineException wrong) {
      throw SubmissionText.malformed("YAML: " + YamlSyntax.UNKNOWN);
    }
  }

  /**
   * @param position in code points
   */
  private static String place(String source, int position) {
    String before =
        source
            .codePoints()
            .limit(position)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
    return ", line %d, column %d".formatted(line, before.length() - before.lastIndexOf("\n"));
  }

  private @Nullable Object document() {
    events.next(); // the start of the stream
    Event start = events.next();
    if (start.getEventId() == Event.ID.StreamEnd) {
      throw malformed(start, "there is no document, only comments");
    }
    Object tree = value(events.next(), 0);
    events.next(); // the end of the document
    Event next = events.next();
    if (next.getEventId() != Event.ID.StreamEnd) {
      throw malformed(next, "a second document starts here; send one at a time");
    }
    return tree;
  }

  private @Nullable Object value(Event event, int depth) {
    if (depth > DEEPEST) {
      throw malformed(event, "nested too deeply");
    }
    checkPlain(event);
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    return event.getEventId() == Event.ID.MappingStart ? mapping(depth) : sequence(depth);
  }

  private static void checkPlain(Event event) {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      throw malformed(event, "anchors (&) and aliases (*) are not taken; write the value out");
    }
    boolean tagged =
        event instanceof ScalarEvent scalar
            ? scalar.getTag().isPresent()
            : event instanceof CollectionStartEvent start && start.getTag().isPresent();
    if (tagged) {
      throw malformed(event, "tags (!) are not taken; write the plain value");
    }
  }

  private Map<String, @Nullable Object> mapping(int depth) {
    Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      checkPlain(key);
      if (!(key instanceof ScalarEvent word)) {
        throw malformed(key, "a key has to be a word");
      }
      if (mapping.containsKey(word.getValue())) {
        throw malformed(
            key,
            "the key %s is given twice; give it once".formatted(Spelling.quoted(word.getValue())));
      }
      mapping.put(word.getValue(), value(events.next(), depth + 1));
    }
    return mapping;
  }

  private List<@Nullable Object> sequence(int depth) {
    List<@Nullable Object> sequence = new ArrayList<>();
    for (Event item = events.next();
        item.getEventId() != Event.ID.SequenceEnd;
        item = events.next()) {
      sequence.add(value(item, depth + 1));
    }
    return sequence;
  }

  private static @Nullable Object scalar(ScalarEvent event) {
    String text = event.getValue();
    Tag tag = SETTINGS.getSchema().getScalarResolver().resolve(text, event.isPlain());
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (!tag.equals(Tag.INT) && !tag.equals(Tag.FLOAT)) {
      return text;
    }
    if (text.length() > LONGEST_NUMBER) {
      throw malformed(event, "a number of %d digits".formatted(text.length()));
    }
    return tag.equals(Tag.INT) ? whole(text) : real(text.toLowerCase(Locale.ROOT));
  }

  private static Number whole(String text) {
    BigInteger value =
        text.startsWith("0x")
            ? new BigInteger(text.substring(2), 16)
            : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private static double real(String text) {
    return switch (text) {
      case ".nan" -> Double.NaN;
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Problem malformed(Event event, String what) {
    return malformed(event.getStartMark(), what);
  }

  private static Problem malformed(Optional<Mark> place, String what) {
    return SubmissionText.malformed(
        place
            .map(
                mark ->
                    "YAML, line %d, column %d: %s"
                        .formatted(mark.getLine() + 1, mark.getColumn() + 1, what))
            .orElse("YAML: " + what));
  }
}
