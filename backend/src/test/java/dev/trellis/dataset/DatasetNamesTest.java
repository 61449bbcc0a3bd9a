package dev.trellis.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetNamesTest {
  @ParameterizedTest
  @CsvSource({
    "moby-dick.txt, moby-dick",
    "Moby Dick (1851).txt, Moby-Dick-1851",
    "C:\\texts\\Les Misérables.txt, Les-Miserables",
    "../../etc/passwd, passwd",
    "v1.2.txt, v1.2",
    "notes, notes",
    "_hidden.txt, hidden",
    ".profile, profile"
  })
  void a_name_is_made_of_the_file_name(String file, String name) {
    assertThat(DatasetNames.choose(null, file)).isEqualTo(name);
    assertThat(DatasetNames.choose(" ", file)).isEqualTo(name);
  }

  @Test
  void a_name_made_of_a_long_file_name_is_an_allowed_one() {
    String made = DatasetNames.choose(null, "x".repeat(300) + ".txt");
    assertThat(DatasetNames.check(made)).hasSize(100);
  }

  @Test
  void a_name_given_goes_before_the_file_name() {
    assertThat(DatasetNames.choose(" ishmael ", "moby-dick.txt")).isEqualTo("ishmael");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", ".a", "a b", "a/b", "ä", "a\nb", "a'; drop table dataset; --"})
  void other_names_are_refused(String name) {
    assertThatThrownBy(() -> DatasetNames.check(name))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("allowed are 1 to 100 letters");
  }

  @Test
  void the_longest_name_has_a_hundred_characters() {
    assertThat(DatasetNames.check("a".repeat(100))).hasSize(100);
    assertThatThrownBy(() -> DatasetNames.check("a".repeat(101)))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("The name has 101 characters; allowed are 1 to 100 letters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "日本.txt", "---.txt"})
  void a_file_name_that_makes_no_name_asks_for_one(String file) {
    assertThatThrownBy(() -> DatasetNames.choose(null, file))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("send one as name");
  }

  @Test
  void close_names_are_found_by_spelling_case_and_beginning() {
    List<String> names = List.of("moby-dick", "state-of-the-union", "shakespeare");
    assertThat(DatasetNames.closest("mobydick", names)).containsExactly("moby-dick");
    assertThat(DatasetNames.closest("Moby-Dick", names)).containsExactly("moby-dick");
    assertThat(DatasetNames.closest("state", names)).containsExactly("state-of-the-union");
    assertThat(DatasetNames.closest("tolstoy", names)).isEmpty();
  }
}
