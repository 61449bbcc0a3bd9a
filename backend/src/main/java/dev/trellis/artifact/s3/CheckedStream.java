package dev.trellis.artifact.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Input stream that computes the SHA-256 of its bytes and throws an {@link IOException} at the end
 * of the stream if it differs from the expected digest.
 */
final class CheckedStream extends FilterInputStream {
  private final MessageDigest digest = Digests.digest("SHA-256");
  private final String key;
  private final String sha256;
  private boolean verified;

  /**
   * @param in source of the bytes
   * @param key artifact key, for the error message
   * @param sha256 expected SHA-256, in lower-case hexadecimal
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
      verify();
    }
    return count;
  }

  private void verify() throws IOException {
    if (verified) {
      return;
    }
    verified = true;
    if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw new IOException(
          "%s is damaged: its SHA-256 differs from the SHA-256 at the time of writing"
              .formatted(key));
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
