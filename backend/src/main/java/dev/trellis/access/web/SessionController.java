package dev.trellis.access.web;

import dev.trellis.access.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The browser session over HTTP. A page cannot read its cookie, so it asks here. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
  private final Sessions sessions;

  SessionController(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Tells if the request was accepted because of a session, which {@code POST /logout} ends. */
  @GetMapping
  ResponseEntity<SessionResponse> session() {
    Credentials credentials = Credentials.current();
    boolean active = credentials != null && !credentials.isFromHeader();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new SessionResponse(active));
  }

  /**
   * Starts a session for the token in the Authorization header. The token of a login form belongs
   * there: addresses end up in histories and in the logs of proxies.
   *
   * @return whether the browser has a session; {@code false} for a server without a token
   */
  @PostMapping
  ResponseEntity<SessionResponse> logIn(HttpServletRequest request, HttpServletResponse response) {
    Credentials credentials = Credentials.current();
    if (credentials != null && credentials.isFromHeader()) {
      SessionCookie.set(request, response, sessions.start());
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new SessionResponse(credentials != null));
  }

  /**
   * @param active {@code false} for a token in the header and for a server without a token
   */
  record SessionResponse(boolean active) {}
}
