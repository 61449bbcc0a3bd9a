package dev.trellis.access.web;

import dev.trellis.problem.ProblemKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests that pages of other origins send by means of a browser: other hosts, and other
 * ports of the same host.
 *
 * <p>Browsers send {@code Origin} with every request that is neither GET nor HEAD, {@code null} if
 * a page hides its own. A request without {@code Origin}, {@code Referer} and {@code
 * Sec-Fetch-Site} therefore comes from a program, unless it has a session cookie, which only
 * browsers have.
 */
class OriginFilter extends OncePerRequestFilter {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final Pattern ORIGIN = Pattern.compile("([a-z][a-z0-9+.-]*://[^/?#]*).*");

  private final Refusals refusals;

  OriginFilter(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String objection =
        SAFE_METHODS.contains(request.getMethod())
            ? objectionToRead(request)
            : objectionToChange(request);
    if (objection == null) {
      chain.doFilter(request, response);
    } else {
      refusals.refuse(request, response, Refusals.Reason.ORIGIN, ProblemKind.FORBIDDEN, objection);
    }
  }

  /** Other sites may link to a page here, and may not load anything of it into their own. */
  private static @Nullable String objectionToRead(HttpServletRequest request) {
    return isFromOtherSite(request) && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        ? "Pages of other origins may not load anything from here."
        : null;
  }

  private static @Nullable String objectionToChange(HttpServletRequest request) {
    Credentials credentials = Credentials.current();
    if (credentials != null && credentials.isFromHeader()) {
      return null;
    }
    List<String> origins = values(request, HttpHeaders.ORIGIN);
    if (origins.isEmpty()) {
      origins = values(request, HttpHeaders.REFERER);
    }
    if (origins.isEmpty()) {
      return credentials == null && !isFromBrowser(request)
          ? null
          : "The browser sent neither Origin nor Referer. Allow it to, or send"
              + " 'Authorization: Bearer <token>' instead of the cookie.";
    }
    List<String> own = ownOrigins(request);
    if (origins.stream().allMatch(each -> own.contains(origin(each)))
        && !isFromOtherSite(request)) {
      return null;
    }
    return "The request comes from a page of %s; pages of other origins may not change anything here (this server is %s). Behind a proxy, pass Host and X-Forwarded-Proto on and set server.forward-headers-strategy=native."
        .formatted(
            String.join(", ", origins.stream().map(OriginFilter::origin).toList()), own.get(0));
  }

  private static boolean isFromOtherSite(HttpServletRequest request) {
    return values(request, "Sec-Fetch-Site").stream().anyMatch(site -> !OWN_SITE.contains(site));
  }

  /** Node's {@code fetch} sends {@code Sec-Fetch-Mode}, and never {@code Sec-Fetch-Site}. */
  private static boolean isFromBrowser(HttpServletRequest request) {
    return request.getHeader("Sec-Fetch-Site") != null;
  }

  private static List<String> values(HttpServletRequest request, String header) {
    return Collections.list(request.getHeaders(header));
  }

  /**
   * Returns the origins of this server as a browser writes them: from the Host header, and from the
   * headers of a trusted proxy.
   */
  private static List<String> ownOrigins(HttpServletRequest request) {
    String scheme = request.getScheme() + "://";
    String server = request.getServerName() + ":" + request.getServerPort();
    return Stream.of(request.getHeader(HttpHeaders.HOST), server)
        .filter(authority -> authority != null)
        .map(authority -> origin(scheme + authority))
        .distinct()
        .toList();
  }

  /** Returns scheme, host and port of an address, the port only if it is not the scheme's own. */
  private static String origin(String address) {
    Matcher matcher = ORIGIN.matcher(address.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return "an origin that the browser hides"; // 'null', or nothing a browser sends
    }
    String origin = matcher.group(1);
    if (origin.startsWith("http://") && origin.endsWith(":80")) {
      return origin.substring(0, origin.length() - ":80".length());
    }
    return origin.startsWith("https://") && origin.endsWith(":443")
        ? origin.substring(0, origin.length() - ":443".length())
        : origin;
  }
}
