package dev.trellis.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.RawHttp;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** More slow clients than there are threads; {@code ^} is a line break. */
class SlowClientsTest {
  private static final int CLIENTS = 250;

  @Nested
  @TrellisTest
  class WithoutToken extends SlowClients {
    @LocalServerPort int port;

    @ParameterizedTest
    @ValueSource(
        strings = {
          "POST /api/v1/experiments HTTP/1.1^Host: localhost^Content-Length: 1000^^a",
          "POST /api/v1/experiments HTTP/1.1^Host: localhost^Transfer-Encoding: chunked^^5^a",
          "POST /api/v1/datasets HTTP/1.1^Host: localhost^"
              + "Content-Type: multipart/form-data; boundary=b^Content-Length: 1000^^--b^",
          "POST /api/v1/experiments/1/pause HTTP/1.1^Host: localhost^Content-Length: 1000^^a",
          "GET /api/v1/experiments HTTP/1.1^Host: localhost^Content-Length: 1000^^a",
          "GET / HTTP/1.1^Host: localhost^Content-Length: 1000^^a",
          "POST /api/v1/experiments HTTP/1.1^Host: evil.example^Content-Length: 1000^^a",
          "POST /api/v1/experiments HTTP/1.1^Host: localhost^X-Slow: a"
        })
    void health_answers_beside_slow_clients(String start) throws Exception {
      connect(port, start);

      assertHealthAnswers(port);
    }

    @Test
    void slow_body_is_answered_and_closed() throws IOException {
      try (RawHttp http = new RawHttp(port)) {
        http.write(
            "POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\na");

        assertThat(http.answer())
            .startsWith("HTTP/1.1 408")
            .contains("application/problem+json", "1 bytes were received");
      }
    }

    @Test
    void headers_that_trickle_in_are_cut_off() throws Exception {
      try (RawHttp http = new RawHttp(port)) {
        http.write("GET / HTTP/1.1\r\nHost: localhost\r\n");
        byte[] line = "X-Slow: a\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int sent = 0;
        while (sent < 45 && http.writeUntilClosed(line, 1) == 1) {
          sent++;
          Thread.sleep(1_000);
        }
        assertThat(sent).as("header lines at one a second").isLessThan(45);
      }
    }
  }

  @Nested
  @TrellisTest
  @TestPropertySource(properties = "trellis.access.token=" + AccessTest.TOKEN)
  class WithToken extends SlowClients {
    private static final String BEARER = "Host: a^Authorization: Bearer " + AccessTest.TOKEN;

    @LocalServerPort int port;

    @ParameterizedTest
    @ValueSource(
        strings = {
          "POST /api/v1/experiments HTTP/1.1^Host: a^Content-Length: 1000^^a",
          "POST /api/v1/experiments HTTP/1.1^Host: a^Transfer-Encoding: chunked^^5^a",
          "POST /api/v1/datasets HTTP/1.1^Host: a^"
              + "Content-Type: multipart/form-data; boundary=b^Content-Length: 1000^^--b^",
          "POST /api/v1/experiments HTTP/1.1^" + BEARER + "^Content-Length: 1000^^a",
          "POST /api/v1/datasets HTTP/1.1^"
              + BEARER
              + "^Content-Type: multipart/form-data; boundary=b^Content-Length: 1000^^--b^",
          "POST /api/v1/experiments HTTP/1.1^Host: a^Authorization: Bearer wrong^Content-Length: 9^^a"
        })
    void health_answers_beside_slow_clients(String start) throws Exception {
      connect(port, start);

      assertHealthAnswers(port);
    }
  }

  /** The slow clients of one test. */
  abstract static class SlowClients {
    private final List<RawHttp> clients = new ArrayList<>();

    void connect(int port, String start) throws IOException {
      for (int each = 0; each < CLIENTS; each++) {
        RawHttp client = new RawHttp(port);
        clients.add(client);
        client.write(start.replace("^", "\r\n"));
      }
    }

    @AfterEach
    void disconnect() throws IOException {
      for (RawHttp client : clients) {
        client.close();
      }
    }

    /** Slower than the second that is promised, because this machine may be busy. */
    void assertHealthAnswers(int port) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:%d/actuator/health".formatted(port)))
              .timeout(Duration.ofSeconds(8))
              .build();
      for (int each = 0; each < 3; each++) {
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
    }
  }
}
