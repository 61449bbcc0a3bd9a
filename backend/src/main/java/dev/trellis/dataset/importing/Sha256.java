package dev.trellis.dataset.importing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that datasets are known by. */
public final class Sha256 {
  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public static String of(byte[] bytes) {
    return text(digest().digest(bytes));
  }

  /** In lower-case hexadecimal. */
  static String text(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
