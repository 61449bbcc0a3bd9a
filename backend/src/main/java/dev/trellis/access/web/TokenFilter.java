package dev.trellis.access.web;

import dev.trellis.access.AccessToken;
import dev.trellis.access.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Recognizes the token in the Authorization header and the session of a browser, which {@code
 * /?token=...} starts. Never reads parameters of the request: that would parse its body.
 */
class TokenFilter extends OncePerRequestFilter {
  private static final String PARAMETER = "token=";

  private final AccessToken token;
  private final Sessions sessions;
  private final Refusals refusals;

  TokenFilter(AccessToken token, Sessions sessions, Refusals refusals) {
    this.token = token;
    this.sessions = sessions;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    List<String> given = tokensOfLogin(request);
    if (!given.isEmpty()) {
      logIn(request, response, given);
      return;
    }
    if (token.matches(Credentials.bearer(request))) {
      accept(true);
    } else if (sessions.isActive(SessionCookie.read(request))) {
      accept(false);
    }
    chain.doFilter(request, response);
  }

  private static void accept(boolean fromHeader) {
    SecurityContextHolder.setContext(new SecurityContextImpl(new Credentials(fromHeader)));
  }

  private void logIn(HttpServletRequest request, HttpServletResponse response, List<String> given)
      throws IOException {
    if (!given.stream().allMatch(token::matches)) {
      refusals.refuseWrongToken(request, response);
      return;
    }
    SessionCookie.set(request, response, sessions.start());
    // relative: behind a proxy, scheme and port seen here may not be the browser's
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + "/");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** Returns the tokens in the query of the start page. */
  private static List<String> tokensOfLogin(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query == null
        || !request.getMethod().equals("GET")
        || !request.getServletPath().equals("/")) {
      return List.of();
    }
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith(PARAMETER))
        .map(pair -> decoded(pair.substring(PARAMETER.length())))
        .toList();
  }

  /** Decodes %xx but not '+', which a token may contain while a blank may not. */
  private static String decoded(String value) {
    try {
      return UriUtils.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /** Answers a request that needs credentials and has none. */
  static void refuse(Refusals refusals, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String wrong = Credentials.bearer(request);
    if (wrong == null) {
      refusals.refuseWithoutToken(request, response);
    } else {
      refusals.refuseWrongToken(request, response);
    }
  }
}
