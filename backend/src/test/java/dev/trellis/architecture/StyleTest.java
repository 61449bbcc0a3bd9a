package dev.trellis.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enforces the style of comments, guides and test names that CONTRIBUTING.md describes. */
class StyleTest {
  private static final int LONGEST_TEST_NAME = 60;
  private static final int CASE_AND_LINES = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

  /** Text blocks, strings, characters and comments; only comments have a group. */
  private static final Pattern COMMENT =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'"
              + "|(/\\*[\\s\\S]*?\\*/|//[^\\n]*)");

  private static final Pattern MARKUP = Pattern.compile("\\{@\\w+ [^}]*}|`[^`\\n]*`");
  private static final Pattern CODE_BLOCK = Pattern.compile("```[\\s\\S]*?```");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z'-]*");
  private static final Pattern VAGUE = words("what", "where", "whatever", "wherever", "whoever");
  private static final Pattern CONDITION = words("must", "should", "if", "when", "unless");
  private static final Pattern OPENING =
      Pattern.compile("[\\s/*]*(?:what|where|who|how|whether)\\w*\\b.*", CASE_AND_LINES);
  private static final Pattern TEST =
      Pattern.compile("@(?:Test|ParameterizedTest)\\b[\\s\\S]*?\\bvoid (\\w+)\\(");

  @ParameterizedTest
  @ValueSource(strings = {"src/main/java", "src/test/java"})
  void comment_starts_with_a_verb_or_a_noun(String sources) {
    assertThat(comments(sources)).noneMatch(comment -> OPENING.matcher(comment).matches());
  }

  @Test
  void comments_use_nouns_and_conditions() {
    assertStyle(String.join("\n", comments("src/main/java")));
  }

  @Test
  void guides_use_nouns_and_conditions() {
    Stream<Path> guides =
        Stream.concat(Stream.of(Path.of("../README.md")), files("../docs", ".md"));
    assertStyle(
        String.join("\n", guides.map(StyleTest::read).toList())
            .replaceAll(CODE_BLOCK.pattern(), " "));
  }

  @Test
  void test_name_has_at_most_60_characters() {
    assertThat(
            files("src/test/java", ".java")
                .map(StyleTest::read)
                .flatMap(source -> TEST.matcher(source).results().map(test -> test.group(1))))
        .hasSizeGreaterThan(500)
        .allMatch(name -> name.length() <= LONGEST_TEST_NAME);
  }

  @Test
  void package_info_lists_its_content() {
    assertThat(files("src/main/java", "package-info.java"))
        .hasSizeGreaterThan(50)
        .allSatisfy(
            file -> assertThat(WORD.matcher(read(file)).results().count()).isGreaterThan(10));
  }

  /** At most 5 vague words and at least 10 words of conditions and duties per 1,000 words. */
  private static void assertStyle(String text) {
    String prose = MARKUP.matcher(text).replaceAll(" ");
    long all = WORD.matcher(prose).results().count();
    assertThat(VAGUE.matcher(prose).results().count() * 1000.0 / all).isLessThanOrEqualTo(5);
    assertThat(CONDITION.matcher(prose).results().count() * 1000.0 / all)
        .isGreaterThanOrEqualTo(10);
  }

  private static List<String> comments(String sources) {
    return files(sources, ".java")
        .map(StyleTest::read)
        .flatMap(source -> COMMENT.matcher(source).results())
        .filter(token -> token.group(1) != null)
        .map(MatchResult::group)
        .toList();
  }

  private static Pattern words(String... words) {
    return Pattern.compile("\\b(?:" + String.join("|", words) + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  private static Stream<Path> files(String folder, String ending) {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
