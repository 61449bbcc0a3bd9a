package dev.trellis.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The shared secret of an operator and the clients of a server. */
public final class AccessToken {
  private static final int MIN_LENGTH = 16;
  private static final int RANDOM_BYTES = 32;
  private static final Pattern ALLOWED = Pattern.compile("[!-~]+");
  private static final String REMEDY = "`java -jar trellis.jar token` prints a random token.";

  private final byte[] value;

  private AccessToken(String value) {
    this.value = value.getBytes(UTF_8);
  }

  /**
   * Checks a configured token. The message of a rejection never contains the token.
   *
   * @param setting name of the setting, for the message
   * @throws AccessSettingsException if the token is short, or has characters that a header cannot
   *     carry unchanged
   */
  static AccessToken of(String value, String setting) {
    if (!ALLOWED.matcher(value).matches()) {
      throw new AccessSettingsException(
          setting
              + " has blanks or characters other than ASCII; letters, digits and ASCII punctuation"
              + " are allowed. "
              + REMEDY);
    }
    if (value.length() < MIN_LENGTH) {
      throw new AccessSettingsException(
          "%s has %d characters; at least %d are needed. %s"
              .formatted(setting, value.length(), MIN_LENGTH, REMEDY));
    }
    return new AccessToken(value);
  }

  /** Returns a new token of 43 characters with 256 random bits. */
  public static String random(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Compares in constant time: the time does not depend on the position of the first difference.
   */
  public boolean matches(@Nullable String given) {
    return given != null && MessageDigest.isEqual(value, given.getBytes(UTF_8));
  }
}
