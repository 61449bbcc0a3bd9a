package dev.trellis.artifact.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Fails at the end of bytes that are not those which were written. */
final class CheckedStream extends FilterInputStream {
  private final MessageDigest digest = Digests.digest("SHA-256");
  private final String key;
  private final String sha256;
  private boolean checked;

  /**
   * @param sha256 of the bytes as they were written, in hex
   */
  CheckedStream(InputStream in, String key, String sha256) {
    super(in);
    this.key = key;
    this.sha256 = sha256;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      digest.update(target, offset, count);
    } else if (count < 0) {
      check();
    }
    return count;
  }

  private void check() throws IOException {
    if (checked) {
      return;
    }
    checked = true;
    if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw new IOException(
          "%s is damaged: it has another SHA-256 than when it was written".formatted(key));
    }
  }

  @Override
  public long skip(long count) throws IOException {
    return count <= 0 ? 0 : readNBytes((int) Math.min(count, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
