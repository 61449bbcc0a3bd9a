package dev.trellis.artifact.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Digests of a file.
 *
 * @param md5 MD5 in Base64, the format of the HTTP header {@code Content-MD5}
 * @param sha256 SHA-256 in lower-case hexadecimal
 */
record Digests(String md5, String sha256) {
  static Digests of(Path file) throws IOException {
    MessageDigest md5 = digest("MD5");
    MessageDigest sha256 = digest("SHA-256");
    try (InputStream in =
        new DigestInputStream(new DigestInputStream(Files.newInputStream(file), md5), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return new Digests(
        Base64.getEncoder().encodeToString(md5.digest()),
        HexFormat.of().formatHex(sha256.digest()));
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must support " + algorithm, e);
    }
  }
}
