package dev.trellis.artifact;

import java.util.regex.Pattern;

/** What a key may look like: the same in every store, so that artifacts can move between them. */
public final class ArtifactKeys {
  private static final Pattern KEY =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private ArtifactKeys() {}

  /**
   * @return the key
   * @throws IllegalArgumentException where it is none
   */
  public static String checked(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not an artifact key: " + key);
    }
    return key;
  }

  /**
   * @param prefix keys up to a slash, the slash included
   * @return the prefix without it
   * @throws IllegalArgumentException where it is none
   */
  public static String folder(String prefix) {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix ends in a slash: " + prefix);
    }
    return checked(prefix.substring(0, prefix.length() - 1));
  }
}
