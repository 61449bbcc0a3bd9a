package dev.trellis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.testing.Api;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.test.context.TestPropertySource;

class AccessTest {
  private static final String EXPERIMENTS = "/api/v1/experiments";

  @Nested
  @TrellisTest
  class WithoutToken {
    @LocalServerPort int port;

    @Test
    void browsers_are_told_to_load_nothing_from_elsewhere() {
      var headers = new Api(port).get(EXPERIMENTS).raw().headers();

      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'self'")
          .doesNotContain("unsafe");
    }

    @Test
    void what_another_site_makes_a_browser_send_is_refused() {
      Api.Answer answer =
          new Api(port)
              .post(EXPERIMENTS, "text/plain", new byte[] {1}, "Sec-Fetch-Site", "cross-site");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.type()).startsWith("application/problem+json");
    }

    @Test
    void a_name_that_somebody_made_point_here_is_not_answered() throws IOException {
      assertThat(get(port, EXPERIMENTS, "Host: evil.example"))
          .startsWith("HTTP/1.1 403")
          .contains("does not answer as 'evil.example'");
      assertThat(get(port, EXPERIMENTS, "Host: localhost:" + port)).startsWith("HTTP/1.1 200");
    }
  }

  @Nested
  @TrellisTest
  @TestPropertySource(properties = "trellis.access.token=open sesame")
  class WithToken {
    @LocalServerPort int port;

    @ParameterizedTest
    @ValueSource(
        strings = {
          EXPERIMENTS,
          "/%61pi/v1/experiments",
          "//api/v1/experiments",
          "/x/../api/v1/experiments",
          "/api;x=y/v1/experiments",
          "/actuator/prometheus",
          "/v3/api-docs"
        })
    void nothing_is_told_without_it(String path) throws IOException {
      assertThat(get(port, path, "Host: localhost"))
          .startsWith("HTTP/1.1 401")
          .contains("Authorization: Bearer");
    }

    @Test
    void a_wrong_one_is_not_enough() throws IOException {
      assertThat(get(port, EXPERIMENTS, "Host: localhost\r\nAuthorization: Bearer open"))
          .startsWith("HTTP/1.1 401");
      assertThat(get(port, "/?token=open", "Host: localhost")).doesNotContain("Set-Cookie");
    }

    @Test
    void it_opens_the_api_under_every_name() throws IOException {
      assertThat(
              get(port, EXPERIMENTS, "Host: trellis.example\r\nAuthorization: Bearer open sesame"))
          .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_browser_that_brings_it_once_is_remembered() throws IOException {
      String answer = get(port, "/?token=open%20sesame", "Host: localhost");

      assertThat(answer)
          .startsWith("HTTP/1.1 302")
          .contains("HttpOnly")
          .contains("SameSite=Strict");
      String cookie = answer.replaceAll("(?s).*Set-Cookie: ([^;]+);.*", "$1");
      assertThat(get(port, EXPERIMENTS, "Host: localhost\r\nCookie: " + cookie))
          .startsWith("HTTP/1.1 200");
    }

    @Test
    void whether_the_server_is_well_is_no_secret() throws IOException {
      assertThat(get(port, "/actuator/health", "Host: localhost")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void a_server_that_others_reach_starts_only_with_a_decision_about_them() throws IOException {
    ServerProperties everywhere = new ServerProperties();
    everywhere.setAddress(InetAddress.getByName("0.0.0.0"));
    ServerProperties here = new ServerProperties();
    here.setAddress(InetAddress.getLoopbackAddress());

    assertThatThrownBy(() -> check(null, everywhere)).hasMessageContaining("token");
    assertThatThrownBy(() -> check(" ", new ServerProperties()))
        .isInstanceOf(OpenAddressException.class);
    check("secret", everywhere);
    check("none", everywhere);
    check(null, here);
  }

  private static void check(@Nullable String token, ServerProperties server) {
    new AddressCheck(new AccessProperties(token, Set.of()), server).afterPropertiesSet();
  }

  /** Sends bytes as they are: a client library would mend path and host. */
  private static String get(int port, String path, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request =
          "GET %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n".formatted(path, headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
