package dev.trellis.dataset.importing;

import dev.trellis.problem.Problem;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Refuses CSV files with a row that is too long to be held in memory, as an open quote makes. */
final class RowLimit extends FilterReader {
  /** Characters that a parser reads ahead of a row's end. */
  private static final int AHEAD = 1 << 14;

  private long line = 1;
  private int length;

  RowLimit(Reader reader) {
    super(reader);
  }

  /**
   * Begins another row.
   *
   * @param line in which it begins
   */
  void next(long line) {
    this.line = line;
    length = 0;
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    count(character < 0 ? 0 : 1);
    return character;
  }

  @Override
  public int read(char[] target, int offset, int count) throws IOException {
    int read = super.read(target, offset, count);
    count(Math.max(0, read));
    return read;
  }

  private void count(int more) {
    length += more;
    if (length > LineLimit.CHARACTERS + AHEAD) {
      throw Problem.invalid(
          "/file",
          "The row after line %d has more than %,d characters, the most that are allowed. Is a quote not closed?"
              .formatted(line, LineLimit.CHARACTERS));
    }
  }
}
