package dev.trellis.access.web;

import dev.trellis.access.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The cookie that carries a session's identifier. Over TLS its {@code __Host-} name makes browsers
 * keep it to this host. Over plain HTTP there is no such protection: the name has the port, because
 * cookies are shared by all ports of a host.
 */
final class SessionCookie {
  /** Cookie of versions before sessions: it held the token. */
  private static final String OLD_NAME = "trellis_token";

  private SessionCookie() {}

  static @Nullable String read(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, name(request));
    return cookie == null ? null : cookie.getValue();
  }

  static void set(HttpServletRequest request, HttpServletResponse response, String session) {
    add(request, response, name(request), session, Sessions.LIFETIME);
    if (WebUtils.getCookie(request, OLD_NAME) != null) {
      add(request, response, OLD_NAME, "", Duration.ZERO);
    }
  }

  static void clear(HttpServletRequest request, HttpServletResponse response) {
    add(request, response, name(request), "", Duration.ZERO);
  }

  private static String name(HttpServletRequest request) {
    return request.isSecure()
        ? "__Host-trellis_session"
        : "trellis_session_" + request.getServerPort();
  }

  private static void add(
      HttpServletRequest request,
      HttpServletResponse response,
      String name,
      String value,
      Duration age) {
    ResponseCookie cookie =
        ResponseCookie.from(name, value)
            .httpOnly(true)
            .sameSite("Strict")
            .secure(request.isSecure())
            .path("/")
            .maxAge(age)
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
