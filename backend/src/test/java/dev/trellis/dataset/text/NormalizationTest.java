package dev.trellis.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.dataset.importing.DatasetFormat;
import dev.trellis.dataset.importing.LabeledImport;
import dev.trellis.dataset.importing.TextImport;
import dev.trellis.testing.RandomInputs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that use normalizes a text as import does. */
class NormalizationTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "é",
          "e\u0301",
          "\r",
          "\n",
          "\r\n",
          " ",
          "  ",
          "\t",
          "\f",
          "\u00A0",
          "\u3000",
          "\u2028",
          "\u0085",
          "\u200D",
          "\uFEFF",
          "\uD83D\uDE00",
          ".");

  @Test
  void running_text_is_imported_as_it_is_read_in_use() {
    RandomInputs.check(
        1000,
        inputs -> {
          String text = String.join("", inputs.list(0, 20, () -> inputs.oneOf(PIECES)));
          Path file = Files.createTempFile("normalization", ".txt");
          try {
            String whole = text + "x";
            TextImport.read(bytes(whole), StandardCharsets.UTF_8, file);
            assertThat(Normalization.LINE_FEEDS.apply(whole)).isEqualTo(Files.readString(file));
          } finally {
            Files.delete(file);
          }
        });
  }

  @Test
  void labeled_text_is_imported_as_it_is_read_in_use() {
    RandomInputs.check(
        1000,
        inputs -> {
          String text = String.join("", inputs.list(0, 20, () -> inputs.oneOf(PIECES)));
          Path file = Files.createTempFile("normalization", ".txt");
          try {
            String whole = "y" + text + "x";
            String csv = "label,text\na,\"%s\"\nb,other\n".formatted(whole);
            LabeledImport.read(bytes(csv), null, DatasetFormat.CSV, StandardCharsets.UTF_8, file);
            List<LabeledText.Example> examples = LabeledText.parse(Files.readString(file)).given();
            assertThat(Normalization.ONE_LINE.apply(whole)).isEqualTo(examples.get(0).text());
          } finally {
            Files.delete(file);
          }
        });
  }

  @Test
  void normal_form_stays_as_it_is() {
    RandomInputs.check(
        1000,
        inputs -> {
          String text = String.join("", inputs.list(0, 20, () -> inputs.oneOf(PIECES)));
          String line = Normalization.ONE_LINE.apply("x" + text);
          assertThat(Normalization.ONE_LINE.apply(line)).isEqualTo(line);
          String lines = Normalization.LINE_FEEDS.apply("x" + text);
          assertThat(Normalization.LINE_FEEDS.apply(lines)).isEqualTo(lines);
        });
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
