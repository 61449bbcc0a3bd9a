package dev.trellis.dataset.importing;

import dev.trellis.dataset.text.LabeledText;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.UnicodeText;
import dev.trellis.problem.Problem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.BitSet;

/**
 * One pass over a text as it comes in: decoded strictly, written out as UTF-8 without a byte order
 * mark, its lines ended by a line feed, counted and digested. Holds one line ({@link LineLimit})
 * and hash values of the distinct words ({@link DistinctWordCounter}) in memory.
 */
public final class TextImport {
  private final MessageDigest digest = Sha256.digest();
  private final BitSet codePoints = new BitSet();
  private final DistinctWordCounter distinctWords =
      new DistinctWordCounter(new SecureRandom().nextLong());
  private long characters;
  private long lines;
  private long words;
  private boolean blank = true;

  /** True if each line is a label, a tab and a text; the text alone is counted. */
  private final boolean labeled;

  private TextImport(boolean labeled) {
    this.labeled = labeled;
  }

  /**
   * Reads a text.
   *
   * @param target file to write
   * @throws Problem if the bytes are no text, or no text in that encoding
   */
  public static ImportedText read(InputStream in, Charset encoding, Path target)
      throws IOException {
    return new TextImport(false).readInto(target, new StrictReader(in, encoding));
  }

  /**
   * Reads labeled texts as they are stored. Counts are those of the texts, without labels and line
   * breaks; lines are examples.
   *
   * @param target is written to
   */
  public static ImportedText readExamples(InputStream in, Path target) throws IOException {
    return new TextImport(true).readInto(target, new StrictReader(in, StandardCharsets.UTF_8));
  }

  private ImportedText readInto(Path target, StrictReader text) throws IOException {
    try (BufferedReader reader = new BufferedReader(text);
        var bytes = new DigestOutputStream(Files.newOutputStream(target), digest);
        Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      copy(reader, text, writer);
    }
    if (blank) {
      throw Problem.invalid(
          "/file",
          characters == 0
              ? "The file is empty; there is nothing to train on."
              : "The file has nothing but white space; there is nothing to train on.");
    }
    return new ImportedText(
        Sha256.text(digest.digest()),
        Files.size(target),
        characters,
        lines,
        words,
        codePoints.cardinality(),
        distinctWords.size());
  }

  private void copy(BufferedReader reader, StrictReader text, Writer writer) throws IOException {
    String line = reader.readLine();
    while (line != null) {
      String next = reader.readLine();
      String whole = next != null || text.endsInNewline() ? line + '\n' : line;
      if (!labeled) {
        count(whole);
      } else if (!line.isEmpty()) {
        count(line.substring(line.indexOf(LabeledText.SEPARATOR) + 1));
      }
      writer.write(whole);
      line = next;
    }
  }

  private void count(String line) {
    lines++;
    characters += line.codePointCount(0, line.length());
    line.codePoints().forEach(codePoints::set);
    TokenUnit.WORD
        .tokens(line)
        .forEach(
            word -> {
              words++;
              distinctWords.add(word, lines);
            });
    blank = blank && UnicodeText.isInvisible(line);
  }
}
