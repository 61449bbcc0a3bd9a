package dev.trellis.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** Proof that a request comes from somebody who has the token. */
final class Credentials extends AbstractAuthenticationToken {
  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([!-~]+) *");

  private final boolean fromHeader;

  /**
   * @param fromHeader the token itself in the Authorization header, which pages of other origins
   *     cannot send; otherwise a session's cookie, which a browser adds by itself
   */
  Credentials(boolean fromHeader) {
    super(AuthorityUtils.createAuthorityList("ROLE_OPERATOR"));
    this.fromHeader = fromHeader;
    setAuthenticated(true);
  }

  /** Returns the token of the Authorization header; {@code null} if there is none. */
  static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    Matcher matcher = BEARER.matcher(header == null ? "" : header);
    return matcher.matches() ? matcher.group(1) : null;
  }

  /** Returns the credentials of the request in progress; {@code null} if it has none. */
  static @Nullable Credentials current() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof Credentials own
        ? own
        : null;
  }

  boolean isFromHeader() {
    return fromHeader;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return "operator";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credentials credentials
        && super.equals(credentials)
        && credentials.fromHeader == fromHeader;
  }

  @Override
  public int hashCode() {
    return super.hashCode() * 31 + Boolean.hashCode(fromHeader);
  }
}
