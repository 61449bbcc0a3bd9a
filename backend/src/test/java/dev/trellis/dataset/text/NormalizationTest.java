package dev.trellis.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.dataset.importing.DatasetFormat;
import dev.trellis.dataset.importing.LabeledImport;
import dev.trellis.dataset.importing.TextImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that use normalizes a text as import does. */
class NormalizationTest {
  private static final String[] PIECES = {
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
    "."
  };

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(20).map(pieces -> String.join("", pieces));
  }

  @Property
  void running_text_is_imported_as_it_is_read_in_use(@ForAll("texts") String text)
      throws IOException {
    Path file = Files.createTempFile("normalization", ".txt");
    try {
      String whole = text + "x";
      TextImport.read(bytes(whole), StandardCharsets.UTF_8, file);
      assertThat(Normalization.LINE_FEEDS.apply(whole)).isEqualTo(Files.readString(file));
    } finally {
      Files.delete(file);
    }
  }

  @Property
  void labeled_text_is_imported_as_it_is_read_in_use(@ForAll("texts") String text)
      throws IOException {
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
  }

  @Property
  void normal_form_stays_as_it_is(@ForAll("texts") String text) {
    String line = Normalization.ONE_LINE.apply("x" + text);
    assertThat(Normalization.ONE_LINE.apply(line)).isEqualTo(line);
    String lines = Normalization.LINE_FEEDS.apply("x" + text);
    assertThat(Normalization.LINE_FEEDS.apply(lines)).isEqualTo(lines);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
