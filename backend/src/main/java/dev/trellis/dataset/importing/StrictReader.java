package dev.trellis.dataset.importing;

import dev.trellis.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/**
 * Reads characters of one encoding. It throws a {@link Problem} with the position of the first
 * invalid byte instead of inserting replacement characters.
 */
final class StrictReader extends Reader {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private final ControlCharacters controls = new ControlCharacters();
  private final LineLimit lineLimit = new LineLimit();
  private long bytesBefore; // of those in the buffer
  private long lines = 1;
  private char last;
  private boolean started;
  private boolean ended;

  StrictReader(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      if (ended) {
        controls.checkShare();
        return -1;
      }
      decode();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  /** Returns whether the last character was a line break. */
  boolean endsInNewline() {
    return last == '\n' || last == '\r';
  }

  private void decode() throws IOException {
    fill();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    if (ended && result.isUnderflow()) {
      result = decoder.flush(chars);
    }
    chars.flip();
    dropByteOrderMark();
    lineLimit.check(chars, lines);
    lines += controls.check(chars, lines);
    if (result.isError()) {
      throw undecodable();
    }
    if (chars.hasRemaining()) {
      last = chars.get(chars.limit() - 1);
    }
    ended &= result.isUnderflow();
  }

  private void fill() throws IOException {
    bytesBefore += bytes.position();
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = count < 0;
    bytes.position(bytes.position() + Math.max(count, 0)).flip();
  }

  private void dropByteOrderMark() {
    if (!started && chars.hasRemaining()) {
      started = true;
      if (chars.get(0) == '\ufeff') {
        chars.get();
      }
    }
  }

  /** Returns the explanation of invalid bytes, the most certain explanation first. */
  private Problem undecodable() throws IOException {
    byte[] around = bytes.array();
    int bad = bytes.position();
    int length = bytes.limit();
    length += in.readNBytes(around, length, around.length - length);
    Optional<Charset> marked =
        bytesBefore == 0 ? Encodings.ofByteOrderMark(around, length) : Optional.empty();
    if (marked.isPresent()) {
      return Problem.invalid(
          "/file",
          "The file is %s by its byte order mark, not %s: send it again with %s as encoding, or save it as UTF-8."
              .formatted(
                  marked.get(),
                  decoder.charset(),
                  marked.get().name().substring(0, "UTF-16".length())));
    }
    ControlCharacters.refuseBinary(ByteBuffer.wrap(around, 0, length));
    return Problem.invalid(
        "/file",
        "The file is not %s: byte 0x%02X at offset %d, in line %d, does not fit. It may be %s: send it again with that as encoding, or save it as UTF-8."
            .formatted(
                decoder.charset(),
                around[bad] & 0xff,
                bytesBefore + bad,
                lines,
                String.join(" or ", Encodings.candidates(around, length, decoder.charset()))));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
