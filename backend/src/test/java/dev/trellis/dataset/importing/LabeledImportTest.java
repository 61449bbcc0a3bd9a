package dev.trellis.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.dataset.importing.Labels.LabelCount;
import dev.trellis.dataset.text.LabeledText;
import dev.trellis.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabeledImportTest {
  @TempDir Path folder;

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Labels read(DatasetFormat format, String file, @Nullable String test) throws IOException {
    Charset latin = StandardCharsets.ISO_8859_1;
    InputStream tested = test == null ? null : bytes(test);
    return LabeledImport.read(bytes(file), tested, format, latin, stored());
  }

  private Path stored() {
    return folder.resolve("stored");
  }

  private Problem problem(DatasetFormat format, String file) {
    return catchThrowableOfType(Problem.class, () -> read(format, file, null));
  }

  @Test
  void a_line_is_a_label_and_a_text() throws IOException {
    Labels labels =
        read(DatasetFormat.LINES, "b Where  is Düsseldorf ?\r\n\na Who ?\nb When", null);

    assertThat(labels.counts())
        .containsExactly(new LabelCount("a", 1, 0), new LabelCount("b", 2, 0));
    assertThat(Files.readString(stored()))
        .isEqualTo("b\tWhere is Düsseldorf ?\na\tWho ?\nb\tWhen\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cafe\u0301", "caf\u00e9\u200b", "\u2060caf\u00e9", "\ufeff caf\u00e9 \u200d"})
  void labels_that_look_alike_are_one_label(String variant) throws IOException {
    String csv = "label,text\ncaf\u00e9,a\n%s,b\ntea,c\n".formatted(variant);
    Labels labels =
        LabeledImport.read(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            null,
            DatasetFormat.CSV,
            StandardCharsets.UTF_8,
            stored());

    assertThat(labels.counts())
        .containsExactly(new LabelCount("caf\u00e9", 2, 0), new LabelCount("tea", 1, 0));
  }

  @Test
  void a_label_given_twice_in_a_line_of_json_is_refused() {
    String lines = "{\"label\": \"a\", \"text\": \"x\", \"label\": \"b\"}";

    assertThat(problem(DatasetFormat.JSONL, lines))
        .hasMessageContaining("line 1")
        .hasMessageContaining("Duplicate")
        .hasMessageNotContaining("Source");
  }

  @Test
  void a_line_with_an_empty_label_is_refused() {
    assertThat(problem(DatasetFormat.LINES, "a\tx y\n\tb c\n"))
        .hasMessageContaining("Line 2 begins with a tab, so its label is empty");
  }

  @Test
  void a_csv_file_may_quote_and_have_more_columns() throws IOException {
    String csv = "id,Text,label\r\n1,\"He said \"\"no\"\",\ntwice\",x y\r\n2,yes,z\r\n";
    Labels labels = read(DatasetFormat.CSV, csv, null);

    assertThat(labels.counts()).extracting(LabelCount::label).containsExactly("x y", "z");
    assertThat(Files.readString(stored())).isEqualTo("x y\tHe said \"no\", twice\nz\tyes\n");
  }

  @Test
  void a_line_of_json_is_an_object() throws IOException {
    String lines =
        "{\"text\": \"a\\tb\", \"label\": 1, \"more\": []}\n\n{\"label\":true,\"text\":\"c\"}";
    read(DatasetFormat.JSONL, lines, null);

    assertThat(Files.readString(stored())).isEqualTo("1\ta b\ntrue\tc\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",label,text\n0,a,one\n1,b,two\n",
        "label,text\na,one\n\nb,two\n\n\n",
        "\nlabel,text\n,\na,one\nb,two\n,\n",
        "label,text,,\na,one,,\nb,two,,\n",
        "label,text\na,one,,\nb,two\n",
        "label,text,,\na,one\nb,two\n",
        ",,label,text\n0,0,a,one\n1,1,b,two\n",
        "Label;Text\r\na;one\r\nb;two\r\n",
        "sep=;\r\nlabel;text\r\na;one\r\nb;two\r\n",
        "label\ttext\na\tone\nb\ttwo\n",
        "\"label\";\"text\"\n\"a\";\"one\"\n\"b\";\"two\"\n"
      })
  void csv_of_pandas_and_spreadsheets_is_read(String csv) throws IOException {
    read(DatasetFormat.CSV, csv, null);

    assertThat(Files.readString(stored())).isEqualTo("a\tone\nb\ttwo\n");
  }

  @ParameterizedTest
  @EnumSource(value = DatasetFormat.class, names = "TEXT", mode = EnumSource.Mode.EXCLUDE)
  void too_long_line_is_refused_with_the_limit(DatasetFormat format) {
    String line = format == DatasetFormat.CSV ? "label,text\n" : "";
    String text = line + "a,\"" + "b ".repeat(500_000) + "\"\n";

    assertThat(problem(format, text)).hasMessageContaining("1,000,000 characters");
  }

  @Test
  void csv_with_a_quote_that_is_not_closed_is_refused_with_the_row() {
    String csv = "label,text\na,one\nb,\"two\n" + "c,three\n".repeat(200_000);

    assertThat(problem(DatasetFormat.CSV, csv))
        .hasMessageContaining("row after line 2")
        .hasMessageContaining("1,000,000 characters");
  }

  @Test
  void text_with_semicolons_in_a_csv_of_commas_stays_whole() throws IOException {
    read(DatasetFormat.CSV, "label,text\na,one; two\nb,three; label; text\n", null);

    assertThat(Files.readString(stored())).isEqualTo("a\tone; two\nb\tthree; label; text\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u2028", "\u2029", "\u0085", "\u00A0", "\u3000", "\u000B"})
  void any_white_space_inside_a_line_is_a_space(String space) throws IOException {
    String lines = "a%1$sgood%1$sfilm%1$s\nb bad film\n".formatted(space);

    Labels labels = readUtf8(DatasetFormat.LINES, lines);

    assertThat(labels.counts()).extracting(LabelCount::label).containsExactly("a", "b");
    assertThat(Files.readString(stored())).isEqualTo("a\tgood film\nb\tbad film\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"label\":\"a\",\"text\":\"x \\ud83d y\"} | half of a surrogate pair",
        "{\"label\":\"a\\ude00\",\"text\":\"x\"} | half of a surrogate pair",
        "{\"label\":\"a\",\"text\":\"x \\u0000 y\"} | NUL",
        "{\"label\":\"\\u200b\",\"text\":\"x\"} | no label",
        "{\"label\":\"a\",\"text\":\"\\u00a0\\u2060\"} | no text",
        "{\"label\":\"a\\u202eb\",\"text\":\"x\"} | text direction"
      })
  void characters_nobody_can_write_or_see_are_refused(String line, String message) {
    assertThat(problem(DatasetFormat.JSONL, line)).hasMessageContaining(message);
  }

  private Labels readUtf8(DatasetFormat format, String file) throws IOException {
    Charset utf8 = StandardCharsets.UTF_8;
    return LabeledImport.read(
        new ByteArrayInputStream(file.getBytes(utf8)), null, format, utf8, stored());
  }

  @Test
  void a_test_file_is_kept_apart() throws IOException {
    Labels labels = read(DatasetFormat.LINES, "a one\nb two", "b three\nb four");

    assertThat(labels.counts())
        .containsExactly(new LabelCount("a", 1, 0), new LabelCount("b", 1, 2));
    assertThat(LabeledText.parse(Files.readString(stored())).test()).hasSize(2);
  }

  @Test
  void what_is_wrong_with_a_test_file_is_said_of_the_test_file() {
    Problem unknown =
        catchThrowableOfType(
            Problem.class, () -> read(DatasetFormat.LINES, "a one\nb two", "c three"));
    Problem malformed =
        catchThrowableOfType(Problem.class, () -> read(DatasetFormat.LINES, "a one\nb two", "c"));

    assertThat(unknown.violations().get(0).pointer()).isEqualTo("/test");
    assertThat(unknown).hasMessageContaining("'c'").hasMessageContaining("alone");
    assertThat(malformed.violations().get(0).pointer()).isEqualTo("/test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LINES | 'a one\nb'                            | Line 2 has one word only, 'b'",
        "LINES | 'a one\na two'                        | All examples have the label 'a'",
        "LINES | '\n'                                  | no examples",
        "CSV   | 'label,words\na,b'                    | no column text; it has label, words",
        "CSV   | 'label,text\na,b,c'                   | line 2 has 3 columns, the head line 2",
        "CSV   | 'label,text\na,'                      | no text",
        "CSV   | 'label,text\na,\"b'                   | Not CSV",
        "CSV   | ''                                    | no column label",
        "JSONL | '{\"label\": 1, \"text\": \"a\"}\n{'  | Not JSON, from line 2",
        "JSONL | '[1, 2]'                              | Line 1 has no text or number named label",
        "JSONL | '{\"label\": null, \"text\": \"a\"}'  | named label",
        "JSONL | '{\"label\": \" \", \"text\": \"a\"}' | line 1 has no label"
      })
  void what_is_no_example_is_told_by_its_line(DatasetFormat format, String file, String message) {
    assertThat(problem(format, file)).hasMessageContaining(message);
  }

  @Test
  void a_text_taken_for_labeled_lines_is_noticed() {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < 2_000; word++) {
      text.append("word").append(word).append(" and more\n");
    }
    assertThat(problem(DatasetFormat.LINES, text.toString()))
        .hasMessageContaining("Line 1001")
        .hasMessageContaining("1,000 are allowed");
  }
}
