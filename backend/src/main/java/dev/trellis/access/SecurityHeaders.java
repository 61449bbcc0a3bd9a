package dev.trellis.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** Response headers that keep browsers from running, framing or sharing more than they need to. */
public final class SecurityHeaders {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin");

  private SecurityHeaders() {}

  /** Returns the headers of the answer to a request for this path. */
  public static Map<String, String> of(String path) {
    Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
    if (!path.startsWith("/swagger-ui")) { // its page has inline styles
      headers.put(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self';"
              + " frame-ancestors 'none'");
    }
    return headers;
  }
}
