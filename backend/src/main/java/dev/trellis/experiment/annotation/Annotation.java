package dev.trellis.experiment.annotation;

import dev.trellis.dataset.text.UnicodeText;
import dev.trellis.problem.Problem;
import dev.trellis.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Annotation of an experiment or a trial; null members stay as they are.
 *
 * @param tags new tags, which replace the old ones; in the given order, without duplicates
 * @param archived whether lists leave the experiment out; null for trials
 */
public record Annotation(
    @Nullable List<String> tags, @Nullable String note, @Nullable Boolean archived) {
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_TAG = 100;
  private static final int LONGEST_NOTE = 20_000;

  /**
   * @throws Problem for more or longer ones than are kept, or tags nobody could type again
   */
  public Annotation {
    List<Violation> violations = new ArrayList<>();
    if (tags != null) {
      tags = tags("/tags", tags, violations);
    }
    if (note != null && note.length() > LONGEST_NOTE) {
      violations.add(
          new Violation(
              "/note",
              "The note has %d characters; at most %d are kept."
                  .formatted(note.length(), LONGEST_NOTE)));
    }
    if (note != null && UnicodeText.hasLoneSurrogate(note)) {
      violations.add(
          new Violation(
              "/note", "The note has half of a surrogate pair; write the whole character."));
    }
    if (note != null && note.indexOf('\0') >= 0) {
      violations.add(new Violation("/note", "The note holds a character 0; leave it out."));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
  }

  /** Returns the tags stripped and each once; adds a violation for each that is not allowed. */
  static List<String> tags(String pointer, List<String> given, List<Violation> violations) {
    List<String> tags = given.stream().map(UnicodeText::strip).toList();
    List<String> distinct = tags.stream().distinct().toList();
    if (distinct.size() > MOST_TAGS) {
      violations.add(
          new Violation(
              pointer, "%d tags; at most %d are kept.".formatted(distinct.size(), MOST_TAGS)));
    }
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      if (UnicodeText.isInvisible(tag)
          || tag.length() > LONGEST_TAG
          || tag.chars().anyMatch(Character::isISOControl)
          || UnicodeText.hasLoneSurrogate(tag)
          || UnicodeText.hasBidiControl(tag)) {
        violations.add(
            new Violation(
                pointer + "/" + i,
                "A tag has 1 to %d characters, at least one of them visible, and no line breaks, control characters (of the text direction neither) or halves of surrogate pairs."
                    .formatted(LONGEST_TAG)));
      }
    }
    return distinct;
  }
}
