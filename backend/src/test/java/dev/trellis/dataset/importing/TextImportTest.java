package dev.trellis.dataset.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.testing.RandomInputs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextImportTest {
  private static final int BUFFER = 1 << 16;

  @TempDir Path folder;

  private ImportedText read(byte[] bytes, @Nullable String encoding) throws IOException {
    InputStream in = new ByteArrayInputStream(bytes);
    return TextImport.read(in, Encodings.named(encoding), folder.resolve("text"));
  }

  private ImportedText read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), null);
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("text"));
  }

  private String refusal(byte[] bytes, @Nullable String encoding) {
    Problem problem = catchThrowableOfType(Problem.class, () -> read(bytes, encoding));
    assertThat(problem).isNotNull();
    assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID);
    assertThat(problem.violations()).hasSize(1);
    assertThat(problem.violations().get(0).pointer()).isEqualTo("/file");
    return problem.violations().get(0).message();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_text_is_counted_in_bytes_characters_lines_and_words() throws IOException {
    ImportedText text = read("Ahoy, Ahab!\nNaïve 🐳\n");

    assertThat(text.bytes()).isEqualTo(24);
    assertThat(text.characters()).isEqualTo(20);
    assertThat(text.lines()).isEqualTo(2);
    assertThat(text.words()).as("Ahoy , Ahab ! ⏎ Naïve 🐳 ⏎").isEqualTo(8);
    assertThat(text.wordVocabulary()).isEqualTo(7);
    assertThat(text.characterVocabulary()).isEqualTo(15);
  }

  @Test
  void the_digest_is_that_of_what_is_stored() throws IOException {
    ImportedText text = read("\ufeffone\r\ntwo");

    assertThat(written()).isEqualTo("one\ntwo");
    assertThat(text.sha256()).isEqualTo(Sha256.of("one\ntwo".getBytes(StandardCharsets.UTF_8)));
    assertThat(text.bytes()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb\r\n", "a\rb\r", "a\nb\n"})
  void every_end_of_line_becomes_a_line_feed(String text) throws IOException {
    assertThat(read(text).lines()).isEqualTo(2);
    assertThat(written()).isEqualTo("a\nb\n");
  }

  @Test
  void a_last_line_without_an_end_stays_so() throws IOException {
    assertThat(read("a\n\nb").lines()).isEqualTo(3);
    assertThat(written()).isEqualTo("a\n\nb");
  }

  @ParameterizedTest
  @CsvSource({"ISO-8859-1", "UTF-16", "UTF-16LE", "windows-1252", "UTF-32"})
  void a_named_encoding_is_turned_into_utf_8(String encoding) throws IOException {
    read("Füße\n".getBytes(Charset.forName(encoding)), encoding);
    assertThat(written()).isEqualTo("Füße\n");
  }

  @Test
  void the_byte_order_mark_of_utf_16_is_dropped() throws IOException {
    read("\ufeffone\n".getBytes(StandardCharsets.UTF_16LE), "UTF-16LE");
    assertThat(written()).isEqualTo("one\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {BUFFER - 2, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER})
  void characters_may_lie_across_the_borders_of_buffers(int before) throws IOException {
    String text = "x".repeat(before) + "🐳ß\r\n" + "y".repeat(BUFFER);
    assertThat(read(text).characters()).isEqualTo(before + 3 + BUFFER);
    assertThat(written()).isEqualTo(text.replace("\r\n", "\n"));
  }

  @Test
  void what_is_valid_comes_out_as_it_went_in() {
    RandomInputs.check(
        200,
        inputs -> {
          String text = inputs.unicode(1, 50);
          Path file = Files.createTempFile("text", ".txt");
          byte[] bytes =
              ("." + text.replaceAll("[\\p{Cc}\\p{Cs}\ufeff]", ""))
                  .getBytes(StandardCharsets.UTF_8);
          try {
            TextImport.read(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, file);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
          } finally {
            Files.delete(file);
          }
        });
  }

  @Test
  void an_empty_file_is_refused() {
    assertThat(refusal(new byte[0], null)).startsWith("The file is empty");
    assertThat(refusal("\ufeff".getBytes(StandardCharsets.UTF_8), null))
        .startsWith("The file is empty");
    assertThat(refusal(" \n\t\r\n".getBytes(StandardCharsets.UTF_8), null))
        .contains("nothing but white space");
  }

  @Test
  void invalid_byte_is_reported_with_offset_and_likely_encodings() {
    assertThat(refusal(latin("one\ntwo\nna\u00efve and more\n"), null))
        .contains("not UTF-8", "byte 0xEF at offset 10", "in line 3", "windows-1252", "ISO-8859-1");
  }

  @Test
  void offset_of_invalid_byte_counts_from_start_of_file() {
    String before = "a line\n".repeat(20_000);
    assertThat(refusal(latin(before + "\u00e9t\u00e9"), null))
        .contains("offset 140000", "in line 20001");
  }

  @Test
  void a_text_cut_within_a_character_is_refused() {
    byte[] whole = "Füße ß".getBytes(StandardCharsets.UTF_8);
    assertThat(refusal(Arrays.copyOf(whole, whole.length - 1), null))
        .contains("byte 0xC3 at offset 7");
  }

  @Test
  void detected_encoding_is_suggested_first() {
    String russian = "Все счастливые семьи похожи друг на друга.\n".repeat(20);
    assertThat(refusal(russian.getBytes(Charset.forName("KOI8-R")), null))
        .contains("It may be KOI8-R or");
    String japanese = "吾輩は猫である。名前はまだ無い。\n".repeat(20);
    assertThat(refusal(japanese.getBytes(Charset.forName("Shift_JIS")), null))
        .contains("It may be Shift_JIS or");
  }

  @Test
  void the_encoding_that_was_tried_is_not_offered_again() {
    byte[] utf8 = "Все счастливые семьи похожи друг на друга.\n".getBytes(StandardCharsets.UTF_8);
    assertThat(refusal(utf8, "US-ASCII")).contains("not US-ASCII", "It may be UTF-8 or");
    assertThat(refusal(latin("na\u00efve"), null)).doesNotContain("may be UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void utf_16_and_32_are_known_by_their_byte_order_mark(String encoding) {
    byte[] bytes = "\ufeffHello\n".getBytes(Charset.forName(encoding));
    assertThat(refusal(bytes, null))
        .startsWith("The file is " + encoding + " by its byte order mark")
        .contains(encoding.substring(0, 6) + " as encoding");
  }

  @Test
  void utf_16_without_a_mark_is_told_how_to_be_sent() {
    assertThat(refusal("one\ntwo".getBytes(StandardCharsets.UTF_16LE), null))
        .contains("binary", "line 1 has a NUL", "UTF-16");
  }

  @Test
  void binary_files_are_refused_as_such() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H'};
    assertThat(refusal(png, null)).startsWith("The file is binary");
    byte[] noise = new byte[10_000];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt(1, 256);
    }
    assertThat(refusal(noise, null)).startsWith("The file is binary");
    assertThat(refusal(noise, "ISO-8859-1")).contains("control characters");
  }

  @Test
  void a_few_control_characters_do_not_make_a_text_binary() throws IOException {
    assertThat(read("a page\fanother\tone\u001b and more of that\n").lines()).isEqualTo(1);
  }

  @Test
  void a_long_line_and_a_long_word_are_read() throws IOException {
    assertThat(read("a ".repeat(300_000) + "b".repeat(300_000)).words()).isEqualTo(300_001);
  }

  @Test
  void too_long_line_is_refused_with_the_limit() {
    String lines = "a line\n" + "b ".repeat(500_000);
    assertThat(refusal((lines + "c\n").getBytes(StandardCharsets.UTF_8), null))
        .contains("Line 2", "1,000,000 characters");
  }

  @Test
  void longest_line_is_read() throws IOException {
    assertThat(read("b ".repeat(500_000) + "\r" + "b ".repeat(500_000) + "\n").lines())
        .isEqualTo(2);
  }

  @Test
  void too_many_distinct_words_are_refused_with_the_limit() {
    assertThat(refusal(numbers(2_000_001), null))
        .contains("2,000,000 distinct words", "line 200000");
  }

  @Test
  void distinct_words_are_counted_exactly_up_to_the_limit() throws IOException {
    assertThat(read(numbers(1_999_999), null).wordVocabulary()).isEqualTo(2_000_000);
  }

  /** Returns numbers as words, ten a line; a line feed is a word as well. */
  private static byte[] numbers(int count) {
    StringBuilder text = new StringBuilder();
    for (int number = 1; number <= count; number++) {
      text.append(number).append(number % 10 == 0 ? '\n' : ' ');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-9", "no such", "latin one!"})
  void an_unknown_encoding_is_refused_with_examples(String name) {
    Problem problem = catchThrowableOfType(Problem.class, () -> Encodings.named(name));
    assertThat(problem.violations().get(0).pointer()).isEqualTo("/encoding");
    assertThat(problem.getMessage()).contains(name, "ISO-8859-1");
  }
}
