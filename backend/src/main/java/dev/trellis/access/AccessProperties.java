package dev.trellis.access;

import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may speak to this server: whoever has the token; without one, whoever reaches it under a name
 * of this machine.
 *
 * @param token {@code trellis.access.token}: {@code none} for an operator who guards the address by
 *     other means
 * @param hosts {@code trellis.access.hosts}: names other than the loopback's under which a server
 *     without a token answers
 */
@ConfigurationProperties("trellis.access")
public record AccessProperties(@Nullable String token, @Nullable Set<String> hosts) {
  private static final String NONE = "none";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  public AccessProperties {
    hosts = hosts == null ? Set.of() : Set.copyOf(hosts);
  }

  /** The token that requests must carry; null where none is asked for. */
  public @Nullable String requiredToken() {
    return token == null || token.isBlank() || token.equals(NONE) ? null : token;
  }

  /** Whether a server without a token answers requests for this host, given without its port. */
  public boolean knowsHost(String host) {
    return LOOPBACK.contains(host) || (hosts != null && hosts.contains(host));
  }

  /** Whether an operator decided who gets in, or nobody but this machine can. */
  public boolean suits(@Nullable InetAddress address) {
    return (token != null && !token.isBlank()) || (address != null && address.isLoopbackAddress());
  }
}
