package dev.trellis.dataset;

import dev.trellis.problem.Problem;
import dev.trellis.problem.Spelling;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Names of datasets: validation, a default from the name of a file, and suggestions for unknown
 * names.
 */
public final class DatasetNames {
  private static final int LONGEST = 100;
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9._-]*");
  private static final int SUGGESTIONS = 3;

  private DatasetNames() {}

  /**
   * Returns the given name, or a name made from the name of the file.
   *
   * @throws Problem if the name is not allowed, or none can be made
   */
  public static String choose(@Nullable String name, @Nullable String fileName) {
    if (name != null && !name.isBlank()) {
      return check(name.strip());
    }
    String made = fileName == null ? "" : ofFile(fileName);
    if (made.isEmpty()) {
      throw Problem.invalid(
          "/name",
          "No name can be made of the file name '%s'; send one as name."
              .formatted(fileName == null ? "" : fileName));
    }
    return made;
  }

  static boolean isAllowed(String name) {
    return name.length() <= LONGEST && ALLOWED.matcher(name).matches();
  }

  /** Returns whether an allowed name can contain the text. */
  static boolean mayHold(String part) {
    return part.length() <= LONGEST && PART.matcher(part).matches();
  }

  static String check(String name) {
    if (!isAllowed(name)) {
      int length = name.codePointCount(0, name.length());
      throw Problem.invalid(
          "/name",
          "The name %s; allowed are 1 to %d letters A-Z, digits, '.', '_' and '-', the first a letter or a digit."
              .formatted(
                  length > LONGEST
                      ? "has %d characters".formatted(length)
                      : "is " + Spelling.quoted(name),
                  LONGEST));
    }
    return name;
  }

  /** {@code C:\texts\Les Misérables.txt} becomes {@code Les-Miserables}. */
  private static String ofFile(String fileName) {
    String name =
        Normalizer.normalize(fileName, Normalizer.Form.NFD)
            .replaceFirst("^.*[/\\\\]", "")
            .replaceFirst("(?<=.)\\.[A-Za-z0-9]{1,8}$", "")
            .replaceAll("\\p{M}", "")
            .replaceAll("[^A-Za-z0-9._-]+", "-")
            .replaceFirst("^[._-]+", "")
            .replaceFirst("-+$", "");
    return shortened(name);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
  }

  /** The names that are spelled most like the given one, the closest first; none that are far. */
  static List<String> closest(String given, List<String> names) {
    String wanted = shortened(given).toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> distance(wanted, name) <= Math.max(2, name.length() / 3))
        .sorted(Comparator.comparingInt((String name) -> distance(wanted, name)))
        .limit(SUGGESTIONS)
        .toList();
  }

  /**
   * Returns the Levenshtein distance, ignoring case; 0 if one name is the beginning of the other.
   */
  private static int distance(String wanted, String name) {
    String other = name.toLowerCase(Locale.ROOT);
    if (!wanted.isEmpty() && (other.startsWith(wanted) || wanted.startsWith(other))) {
      return 0;
    }
    int[] row = IntStream.rangeClosed(0, other.length()).toArray();
    for (int i = 1; i <= wanted.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (wanted.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
