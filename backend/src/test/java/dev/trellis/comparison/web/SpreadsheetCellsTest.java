package dev.trellis.comparison.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellsTest {
  /** In the table, {@code |} represents a quotation mark. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "=1+1, '=1+1",
        "+1+1, '+1+1",
        "-1+1, '-1+1",
        "@SUM(A1), '@SUM(A1)",
        "＝1+1, '＝1+1",
        "|=1+1, '|=1+1",
        "x;=1+1, x;'=1+1",
        ";=1+1, ;'=1+1",
        "a;-b;@c, a;'-b;'@c",
        "x; =1+1, x;' =1+1",
        "x;|=1+1|, x;'|=1+1|",
        "=a;=b, '=a;'=b"
      })
  void formula_at_the_start_of_a_cell_gets_an_apostrophe(String text, String expected) {
    // JUnit must not remove the quotes of the parameters
    assertThat(SpreadsheetCells.safe(text.replace('|', '"'))).isEqualTo(expected.replace('|', '"'));
  }

  @Test
  void line_breaks_and_tabs_start_cells() {
    assertThat(SpreadsheetCells.safe("a\n=1")).isEqualTo("a\n'=1");
    assertThat(SpreadsheetCells.safe("a\t@x\r\n+1")).isEqualTo("a\t'@x\r'\n'+1");
    assertThat(SpreadsheetCells.safe("\t=1")).isEqualTo("'\t'=1");
    assertThat(SpreadsheetCells.safe(" =1")).isEqualTo("' =1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a=b", "a; b", "-12345678901234567890", "1-2", "it's", "a;b=c"})
  void other_texts_are_unchanged(String text) {
    assertThat(SpreadsheetCells.safe(text)).isEqualTo(text);
  }

  @Test
  void values_other_than_texts_are_unchanged() {
    assertThat(SpreadsheetCells.safe(-0.5)).isEqualTo(-0.5);
    assertThat(SpreadsheetCells.safe(null)).isNull();
  }
}
