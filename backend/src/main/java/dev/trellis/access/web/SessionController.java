package dev.trellis.access.web;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The browser session over HTTP. A page cannot read its cookie, so it asks here. */
@RestController
@RequestMapping("/api/v1/session")
class SessionController {
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
   * @param active {@code false} for a token in the header and for a server without a token
   */
  record SessionResponse(boolean active) {}
}
