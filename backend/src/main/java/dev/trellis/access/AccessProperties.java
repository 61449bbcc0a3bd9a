package dev.trellis.access;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings under {@code trellis.access.}: clients need the token; without a token, the server
 * answers only under names of this machine.
 *
 * @param token the token itself; {@code none} if the operator guards the address by other means
 * @param tokenFile a file that holds the token, instead of {@code token}
 * @param hosts names besides the loopback names under which a server without a token answers
 */
@ConfigurationProperties("trellis.access")
public record AccessProperties(
    @Nullable String token, @Nullable Path tokenFile, @Nullable Set<String> hosts) {
  private static final String NONE = "none";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  public AccessProperties {
    hosts = hosts == null ? Set.of() : Set.copyOf(hosts);
  }

  /**
   * Reads and checks the token that clients must send; {@code null} if none is set.
   *
   * @throws AccessSettingsException if the token cannot be read or is not allowed
   */
  public @Nullable AccessToken requiredToken() {
    String given = blankToNull(token);
    if (tokenFile == null || tokenFile.toString().isEmpty()) {
      return given == null || given.equals(NONE)
          ? null
          : AccessToken.of(given, "trellis.access.token");
    }
    if (given != null) {
      throw new AccessSettingsException(
          "Both trellis.access.token and trellis.access.token-file are set; set one of them.");
    }
    return AccessToken.of(read(tokenFile), "The token in " + tokenFile);
  }

  /** Returns the content of the file without the line break that editors put at its end. */
  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (CharacterCodingException e) {
      throw new AccessSettingsException(
          "The token file %s is not UTF-8 text; write the token into it.".formatted(file));
    } catch (IOException e) {
      throw new AccessSettingsException(
          "Cannot read the token file %s (trellis.access.token-file): %s"
              .formatted(file, e.getClass().getSimpleName()));
    }
  }

  /** Tests a host name without its port against the names a server without a token answers to. */
  public boolean knowsHost(String host) {
    return LOOPBACK.contains(host) || (hosts != null && hosts.contains(host));
  }

  /** Tests if the operator has decided who may use an address that others reach. */
  boolean decidesAboutOthers() {
    return blankToNull(token) != null || (tokenFile != null && !tokenFile.toString().isEmpty());
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
