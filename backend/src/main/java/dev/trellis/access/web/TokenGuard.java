package dev.trellis.access.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trellis.access.AccessProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Where a token is set, asks for it: as {@code Authorization: Bearer}, or as the cookie that a
 * browser gets by opening {@code /?token=...} once. The dashboard's own files and the health check
 * hold no secrets and stay open.
 */
@Component
@Order(3)
class TokenGuard extends OncePerRequestFilter {
  private static final String PARAMETER = "token";
  private static final String COOKIE = "trellis_token";
  private static final String BEARER = "Bearer ";
  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final String HEALTH = "/actuator/health";

  private final @Nullable String token;

  TokenGuard(AccessProperties access) {
    this.token = access.requiredToken();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return token == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // decoded and normalised, unlike the request's URI: no spelling of a path gets around this
    String path = request.getServletPath();
    if (token != null && path.equals("/") && matches(request.getParameter(PARAMETER))) {
      response.addHeader(HttpHeaders.SET_COOKIE, cookie(token, request).toString());
      response.sendRedirect("/");
    } else if (isOpen(path) || carriesToken(request)) {
      chain.doFilter(request, response);
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      response.sendError(
          HttpServletResponse.SC_UNAUTHORIZED,
          "Open /?token=<token> once in this browser, or send 'Authorization: Bearer <token>'."
              + " Whoever started the server knows the token.");
    }
  }

  private static boolean isOpen(String path) {
    return path.startsWith(HEALTH)
        || Stream.of("/api/", "/actuator", "/v3/", "/swagger-ui").noneMatch(path::startsWith);
  }

  private boolean carriesToken(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return (header != null
            && header.startsWith(BEARER)
            && matches(header.substring(BEARER.length()).strip()))
        || (cookie != null && matches(decoded(cookie.getValue())));
  }

  /** Takes as long for a wrong first letter as for a wrong last one. */
  private boolean matches(@Nullable String given) {
    return token != null
        && given != null
        && MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8));
  }

  private static @Nullable String decoded(String cookie) {
    try {
      return new String(Base64.getUrlDecoder().decode(cookie), UTF_8);
    } catch (IllegalArgumentException e) {
      return null; // none of ours
    }
  }

  private static ResponseCookie cookie(String token, HttpServletRequest request) {
    // a cookie may not hold every character that a token may
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(UTF_8));
    return ResponseCookie.from(COOKIE, value)
        .httpOnly(true)
        .sameSite("Strict")
        .secure(request.isSecure())
        .path("/")
        .maxAge(REMEMBERED)
        .build();
  }
}
