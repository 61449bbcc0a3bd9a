package dev.trellis.access;

import java.util.HashMap;
import java.util.Map;

/** Response headers that keep browsers from running, framing or sharing more than they need to. */
public final class SecurityHeaders {
  private static final Map<String, String> STRICT =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Content-Security-Policy",
              "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self';"
                  + " frame-ancestors 'none'");

  private SecurityHeaders() {}

  /** Returns the headers of every answer but Swagger UI's, whose page has inline styles. */
  public static Map<String, String> strict() {
    return STRICT;
  }

  /** Returns the headers of the answer to a request for this path. */
  public static Map<String, String> of(String path) {
    if (!path.equals("/swagger-ui/index.html")) {
      return STRICT;
    }
    Map<String, String> headers = new HashMap<>(STRICT);
    headers.remove("Content-Security-Policy");
    return headers;
  }
}
