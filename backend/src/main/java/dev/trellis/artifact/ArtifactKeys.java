package dev.trellis.artifact;

import java.util.regex.Pattern;

/** Syntax of artifact keys; equal for all stores, so that artifacts can move between stores. */
public final class ArtifactKeys {
  private static final Pattern KEY =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private ArtifactKeys() {}

  /**
   * Returns the key.
   *
   * @throws IllegalArgumentException if the key has invalid syntax
   */
  public static String requireValid(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "Artifact key is '%s'; expected names of letters, digits, '.', '_' or '-', joined by '/'"
              .formatted(key));
    }
    return key;
  }

  /**
   * Returns the prefix without its trailing slash.
   *
   * @param prefix start of keys that ends in a slash
   * @throws IllegalArgumentException if the prefix does not end in a slash or has invalid syntax
   */
  public static String folder(String prefix) {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "Prefix of artifact keys is '%s'; it must end in a slash".formatted(prefix));
    }
    return requireValid(prefix.substring(0, prefix.length() - 1));
  }
}
