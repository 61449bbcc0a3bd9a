package dev.trellis.access;

import static dev.trellis.testing.RawHttp.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.RawHttp;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Which pages may make a browser change something here. {@code PORT} is that of the server. */
class OriginTest {
  private static final List<String> CHANGES =
      List.of(
          "POST /api/v1/experiments",
          "POST /api/v1/experiments/1/pause",
          "POST /api/v1/experiments/1/cancel",
          "POST /api/v1/trials/1/rerun",
          "POST /api/v1/trials/tags",
          "PATCH /api/v1/experiments/1",
          "PUT /api/v1/experiments/1",
          "DELETE /api/v1/datasets/moby-dick",
          "POST /logout");

  @Nested
  @TrellisTest
  class WithoutToken {
    @LocalServerPort int port;

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Origin: http://evil.example",
          "Origin: null",
          "Origin: ",
          "Origin: http://localhost:1",
          "Origin: http://localhost",
          "Origin: https://localhost:PORT",
          "Origin: http://127.0.0.1:PORT",
          "Origin: http://localhost.evil.example:PORT",
          "Origin: http://localhost:PORT.evil.example",
          "Origin: http://localhost:PORT@evil.example",
          "Origin: http://localhost:PORT\r\nOrigin: http://evil.example",
          "Origin: http://localhost:PORT\r\nSec-Fetch-Site: cross-site",
          "Origin: null\r\nReferer: http://localhost:PORT/",
          "Referer: http://localhost:1/http://localhost:PORT/",
          "Referer: http://evil.example/?http://localhost:PORT",
          "Referer: about:blank",
          "Sec-Fetch-Site: cross-site",
          "Sec-Fetch-Site: same-site",
          "Sec-Fetch-Site: none"
        })
    void page_of_another_origin_changes_nothing(String headers) throws IOException {
      String sent = "Host: localhost:PORT\r\n" + headers;
      for (String change : CHANGES) {
        assertThat(send(port, change, sent.replace("PORT", "" + port), ""))
            .as(change)
            .startsWith("HTTP/1.1 403")
            .contains("application/problem+json");
      }
    }

    @Test
    void refused_upload_is_not_imported() throws IOException {
      String foreign = "Host: localhost:%1$d\r\nOrigin: http://localhost:1".formatted(port);
      String own = "Host: localhost:%1$d\r\nOrigin: http://localhost:%1$d".formatted(port);

      assertThat(upload("refused", foreign)).startsWith("HTTP/1.1 403");
      assertThat(upload("accepted", own)).startsWith("HTTP/1.1 201");
      assertThat(upload("by-program", "Host: localhost")).startsWith("HTTP/1.1 201");
      assertThat(new Api(port).get("/api/v1/datasets/refused").status()).isEqualTo(404);
      assertThat(new Api(port).get("/api/v1/datasets/accepted").status()).isEqualTo(200);
    }

    private String upload(String name, String headers) throws IOException {
      String body =
          """
          --b\r
          Content-Disposition: form-data; name="file"; filename="%1$s.txt"\r
          \r
          a text called %1$s\r
          --b--\r
          """
              .formatted(name);
      return send(
          port,
          "POST /api/v1/datasets",
          headers + "\r\nContent-Type: multipart/form-data; boundary=b",
          body);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Accept: */*",
          "Sec-Fetch-Mode: cors", // Node
          "Origin: http://localhost:PORT",
          "Origin: HTTP://LocalHost:PORT",
          "Origin: http://localhost:PORT\r\nSec-Fetch-Site: same-origin",
          "Referer: http://localhost:PORT/experiments/1?x=http://evil.example",
          "Referer: http://localhost:PORT"
        })
    void own_pages_and_programs_pass(String headers) throws IOException {
      String sent = ("Host: localhost:PORT\r\n" + headers).replace("PORT", "" + port);

      assertThat(send(port, "POST /api/v1/experiments/999999/pause", sent, ""))
          .startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "text/plain",
          "TEXT/PLAIN ; charset=utf-8",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=b",
          "text/plain; x=application/json"
        })
    void types_of_forms_are_refused_on_json_routes(String type) throws IOException {
      String headers = "Host: localhost\r\nContent-Type: " + type;
      List<String> documents = List.of("{\"trials\": [1], \"add\": [\"x\"]}", "name: x", "");

      for (String change : CHANGES.subList(0, CHANGES.size() - 1)) {
        if (change.startsWith("PUT") || change.startsWith("DELETE")) {
          continue;
        }
        for (String body : documents) {
          assertThat(send(port, change, headers, body))
              .as(change)
              .startsWith("HTTP/1.1 415")
              .contains("application/problem+json");
        }
      }
    }

    @Test
    void other_sites_may_link_but_not_load() throws IOException {
      String site = "Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: ";

      assertThat(RawHttp.get(port, "/api/v1/experiments", site + "no-cors"))
          .startsWith("HTTP/1.1 403");
      assertThat(RawHttp.get(port, "/", site + "navigate")).startsWith("HTTP/1.1 200");
    }
  }

  @Nested
  @TrellisTest
  @TestPropertySource(properties = "trellis.access.token=" + AccessTest.TOKEN)
  class WithToken {
    private static final String PAUSE = "POST /api/v1/experiments/999999/pause";

    @LocalServerPort int port;

    @Test
    void session_passes_from_own_pages_alone() throws IOException {
      String host = "Host: localhost:" + port;
      String login = RawHttp.get(port, "/?token=" + AccessTest.TOKEN, host);
      String session =
          host + "\r\nCookie: " + login.replaceAll("(?s).*Set-Cookie: ([^;]+);.*", "$1");

      assertThat(send(port, PAUSE, session, "")).startsWith("HTTP/1.1 403");
      assertThat(send(port, PAUSE, session + "\r\nOrigin: http://localhost:1", ""))
          .startsWith("HTTP/1.1 403");
      assertThat(send(port, PAUSE, session + "\r\nOrigin: http://localhost:" + port, ""))
          .startsWith("HTTP/1.1 404");
    }

    @Test
    void token_in_the_header_passes_from_everywhere() throws IOException {
      assertThat(send(port, PAUSE, AccessTest.BEARER + "\r\nOrigin: http://evil.example", ""))
          .startsWith("HTTP/1.1 404");
    }
  }
}
