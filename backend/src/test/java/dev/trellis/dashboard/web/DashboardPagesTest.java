package dev.trellis.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.TrellisTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@TrellisTest
class DashboardPagesTest {
  @LocalServerPort int port;

  @Test
  void browsers_are_told_to_load_nothing_from_elsewhere() {
    var headers = new Api(port).get("/api/v1/experiments").raw().headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'self'")
        .doesNotContain("unsafe");
  }

  @Test
  void what_another_site_makes_a_browser_send_is_refused() {
    Api.Answer answer =
        new Api(port)
            .post(
                "/api/v1/experiments",
                "text/plain",
                new byte[] {1},
                "Sec-Fetch-Site",
                "cross-site");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.type()).startsWith("application/problem+json");
  }
}
