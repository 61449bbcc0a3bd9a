package dev.trellis.experiment.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Explains YAML that cannot be parsed: the mistake and a remedy, independent of the parser's own
 * messages.
 */
final class YamlSyntax {
  /** Explanation of mistakes that have none of their own. */
  static final String UNKNOWN = "this is not as YAML has it; check the quotes and the indentation";

  private static final Pattern WRONG_START =
      Pattern.compile("(?s)found character '(.+?)(?:\\(TAB\\))?' that cannot start any token.*");
  private static final String INDENTATION = "check the indentation here and in the lines above";

  /** Explanations by a part of the parser's message; the first part that is found decides. */
  private static final Map<String, String> EXPLANATIONS = new LinkedHashMap<>();

  static {
    EXPLANATIONS.put(
        "mapping values are not allowed",
        "a colon stands where no key can be; put a text with a colon in quotes, or " + INDENTATION);
    EXPLANATIONS.put(
        "sequence entries are not allowed", "a list item (-) cannot stand here; " + INDENTATION);
    EXPLANATIONS.put("mapping keys are not allowed", "a key cannot stand here; " + INDENTATION);
    EXPLANATIONS.put("expected ':'", "this line has no colon after its key; write key: value");
    EXPLANATIONS.put(
        "<block end>",
        "the line does not continue the lines above; " + INDENTATION + ", and quotes");
    EXPLANATIONS.put("or '}'", "a comma or the closing } is missing before this place");
    EXPLANATIONS.put("or ']'", "a comma or the closing ] is missing before this place");
    EXPLANATIONS.put("unexpected end of stream", "a quote is not closed");
    EXPLANATIONS.put("document separator", "--- or ... stands in a text whose quote is not closed");
    EXPLANATIONS.put(
        "escape",
        "a text in double quotes has a backslash that begins no escape of YAML; use single quotes");
    EXPLANATIONS.put("<document start>", "more text follows after the end of the document");
    EXPLANATIONS.put(
        "node content", "a value is missing here; check the commas and brackets before this place");
    EXPLANATIONS.put(
        "leading empty lines", "an empty line has more blanks than the text below it; remove them");
  }

  /** Explanations by the construct that the parser was reading. */
  private static final Map<String, String> CONSTRUCTS =
      Map.of(
          "alias", "anchors (&) and aliases (*) are not taken; put a text that begins so in quotes",
          "anchor",
              "anchors (&) and aliases (*) are not taken; put a text that begins so in quotes",
          "tag", "tags (!) are not taken; put a text that begins so in quotes",
          "directive", "directives (%) are not taken; put a text that begins so in quotes",
          "block scalar",
              "after | or > only +, - or a digit may stand; the text begins on the next line");

  private YamlSyntax() {}

  /** Returns the mistake and its remedy, without a full stop and without the position. */
  static String explain(MarkedYamlEngineException refusal) {
    String problem = String.valueOf(refusal.getProblem());
    String context = String.valueOf(refusal.getContext());
    Matcher start = WRONG_START.matcher(problem);
    if (start.matches()) {
      return start.group(1).equals("\\t") || start.group(1).equals("\t")
          ? "a tab stands here; YAML is indented with blanks"
          : "%s cannot begin a value; put the text in quotes".formatted(start.group(1));
    }
    return CONSTRUCTS.entrySet().stream()
        .filter(construct -> context.contains(construct.getKey()))
        .findFirst()
        .or(
            () ->
                EXPLANATIONS.entrySet().stream()
                    .filter(explanation -> problem.contains(explanation.getKey()))
                    .findFirst())
        .map(Map.Entry::getValue)
        .orElse(UNKNOWN);
  }

  /** Returns the explanation of a character that YAML does not allow. */
  static String explainCharacter(int codePoint) {
    return "the character U+%04X is not allowed in YAML; leave it out".formatted(codePoint);
  }
}
