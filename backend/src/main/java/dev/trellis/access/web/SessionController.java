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

/** Endpoints for the session of a browser. Scripts cannot read its cookie, so pages ask here. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
  private final Sessions sessions;

  SessionController(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Returns whether the request was accepted because of a session. {@code POST /logout} ends the
   * session.
   */
  @GetMapping
  ResponseEntity<SessionResponse> getSession() {
    Credentials credentials = Credentials.current();
    boolean active = credentials != null && !credentials.isFromHeader();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new SessionResponse(active));
  }

  /**
   * Starts a session for the token in the Authorization header. A token does not belong in a URL,
   * because URLs are kept in histories and in the logs of proxies.
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
   * State of the session.
   *
   * @param active {@code true} if the browser has a session; {@code false} for a request with a
   *     token in the header and for a server without a token.
   */
  record SessionResponse(boolean active) {}
}
