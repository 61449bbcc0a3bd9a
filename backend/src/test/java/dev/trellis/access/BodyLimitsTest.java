package dev.trellis.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.RawHttp;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** Tests of the number of bytes that are read of rejected and of too large bodies. */
@ExtendWith(OutputCaptureExtension.class)
class BodyLimitsTest {
  private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=b\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String PART =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
  private static final int BLOCK = 1 << 16;

  /** 100 MB: more than the buffers of both ends of a connection hold. */
  private static final int MANY_BLOCKS = 1_600;

  @Nested
  @TrellisTest
  @TestPropertySource(properties = "trellis.access.token=" + AccessTest.TOKEN)
  class WithToken {
    @LocalServerPort int port;
    @Autowired ServletWebServerApplicationContext application;

    static List<String> refused() {
      String host = "Host: localhost\r\n";
      return List.of(
          "POST /api/v1/datasets HTTP/1.1\r\n" + host,
          "POST /api/v1/experiments HTTP/1.1\r\n" + host,
          "POST /nope HTTP/1.1\r\n" + host,
          "PATCH /api/v1/experiments/1 HTTP/1.1\r\n" + host,
          "GET /api/v1/experiments HTTP/1.1\r\n" + host,
          "POST /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n",
          "POST /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n",
          "POST //api/v1/datasets HTTP/1.1\r\n" + host,
          "POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\n"
              + ("Authorization: Bearer " + AccessTest.TOKEN + "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusal_comes_before_the_body(String head) throws IOException {
      try (RawHttp http = new RawHttp(port)) {
        http.write(head + MULTIPART + "Content-Length: 104857600\r\n\r\n" + PART);

        assertThat(http.answer())
            .matches("(?s)HTTP/1.1 4\\d\\d .*")
            .contains("Connection: close", "application/problem+json");
      }
      assertThat(storedUploads()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refused_body_is_not_taken(String head) throws IOException {
      try (RawHttp http = new RawHttp(port)) {
        http.write(head + MULTIPART + "Content-Length: 104857600\r\n\r\n" + PART);

        assertThat(http.writeUntilClosed(new byte[BLOCK], MANY_BLOCKS)).isLessThan(MANY_BLOCKS / 2);
      }
      assertThat(storedUploads()).isEmpty();
    }

    @Test
    void refused_client_is_not_told_to_continue() throws IOException {
      try (RawHttp http = new RawHttp(port)) {
        http.write(refused().get(0) + MULTIPART)
            .write("Expect: 100-continue\r\nContent-Length: 104857600\r\n\r\n");

        assertThat(http.answer()).startsWith("HTTP/1.1 401").doesNotContain("100 Continue");
      }
    }

    private List<Path> storedUploads() throws IOException {
      var tomcat = ((TomcatWebServer) requireNonNull(application.getWebServer())).getTomcat();
      Path base = tomcat.getServer().getCatalinaBase().toPath();
      try (Stream<Path> files = Files.walk(base)) {
        return files.filter(file -> file.toString().endsWith(".tmp")).toList();
      }
    }
  }

  @Nested
  @TrellisTest
  @TestPropertySource(properties = "spring.servlet.multipart.max-request-size=3MB")
  class WithoutToken {
    @LocalServerPort int port;

    @ParameterizedTest
    @ValueSource(
        strings = {
          "POST /api/v1/experiments",
          "PATCH /api/v1/experiments/1",
          "POST /api/v1/trials/tags",
          "PATCH /api/v1/trials/1/annotation",
          "POST /api/v1/trials/1/classify",
          "POST /api/v1/trials/1/generate",
          "POST /api/v1/experiments/1/pause"
        })
    void document_of_more_than_a_megabyte_is_refused_unread(String change) throws IOException {
      String head = change + " HTTP/1.1\r\nHost: localhost\r\n" + JSON;
      try (RawHttp http = new RawHttp(port)) {
        http.write(head + "Content-Length: 1048577\r\n\r\n");

        assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("application/problem+json");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "POST /api/v1/experiments",
          "PATCH /api/v1/experiments/1",
          "POST /api/v1/trials/tags",
          "PATCH /api/v1/trials/1/annotation",
          "POST /api/v1/trials/1/classify"
        })
    void document_in_chunks_is_read_up_to_a_megabyte(String change) throws IOException {
      String head = change + " HTTP/1.1\r\nHost: localhost\r\n" + JSON;
      byte[] chunk = chunk(" ".repeat(BLOCK)); // part of no document, and allowed in front of one
      try (RawHttp http = new RawHttp(port)) {
        http.write(head + "Transfer-Encoding: chunked\r\n\r\n");

        assertThat(http.writeUntilClosed(chunk, MANY_BLOCKS)).isLessThan(MANY_BLOCKS / 2);
      }
      try (RawHttp http = new RawHttp(port)) {
        http.write(head + "Transfer-Encoding: chunked\r\n\r\n");
        for (int each = 0; each <= (1 << 20) / BLOCK; each++) {
          http.write(new String(chunk, StandardCharsets.US_ASCII));
        }

        assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("application/problem+json");
      }
    }

    @Test
    void upload_in_chunks_is_read_up_to_the_setting() throws IOException {
      try (RawHttp http = new RawHttp(port)) {
        http.write("POST /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\n" + MULTIPART)
            .write("Transfer-Encoding: chunked\r\n\r\n");
        http.write(new String(chunk(PART), StandardCharsets.US_ASCII));
        String chunk = new String(chunk("a".repeat(BLOCK)), StandardCharsets.US_ASCII);
        for (int each = 0; each < (3 << 20) / BLOCK; each++) {
          http.write(chunk);
        }

        assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("application/problem+json");
      }
    }

    static List<String> cutBodies() {
      String json = " HTTP/1.1\r\nHost: localhost\r\n" + JSON;
      String chunks = json + "Transfer-Encoding: chunked\r\n\r\n";
      return List.of(
          "POST /api/v1/experiments" + chunks + "zz\r\n{}\r\n0\r\n\r\n",
          "POST /api/v1/experiments" + chunks + "-1\r\n{}\r\n0\r\n\r\n",
          "POST /api/v1/experiments" + chunks + "5\r\n{}\r\n0\r\n\r\n",
          "POST /api/v1/trials/tags" + chunks + "1\r\n{}\r\n0\r\n\r\n",
          "POST /api/v1/trials/1/classify" + chunks + "FFFFFFFFFFFFFFFF\r\n{}",
          "PATCH /api/v1/experiments/1" + chunks + "2\r\n{}\r\n0\r\nX: " + "a".repeat(9_000),
          "POST /api/v1/trials/tags"
              + chunks
              + "2\r\n{}\r\n0\r\n"
              + "X: y\r\n".repeat(300)
              + "\r\n",
          "POST /api/v1/trials/tags" + chunks + "2\r\n{}\r\n0\r\nno trailer\r\n\r\n",
          "POST /api/v1/trials/tags" + chunks + "2;" + "x".repeat(9_000) + "\r\n{}\r\n0\r\n\r\n",
          "POST /api/v1/experiments" + json + "Content-Length: 1000\r\n\r\n{}",
          "POST /api/v1/trials/tags" + json + "Content-Length: 1000\r\n\r\n{}",
          "POST /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\n"
              + MULTIPART
              + "Content-Length: 1000\r\n\r\n"
              + PART);
    }

    @ParameterizedTest
    @MethodSource("cutBodies")
    void cut_body_is_malformed_and_logs_no_stack_trace(String request, CapturedOutput output)
        throws IOException {
      try (RawHttp http = new RawHttp(port)) {
        assertThat(http.write(request).endOfRequest().answer())
            .startsWith("HTTP/1.1 400")
            .contains("application/problem+json", "X-Content-Type-Options: nosniff");
      }
      assertThat(output.getAll()).doesNotContain("\tat ", "ERROR");
    }

    @Test
    void connection_goes_on_after_bodies_that_were_read() throws IOException {
      String body = "{\"trials\": [999999], \"add\": [\"x\"]}";
      String head = "POST /api/v1/trials/tags HTTP/1.1\r\nHost: localhost\r\n" + JSON;
      String whole = head + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
      String chunked =
          head
              + "Transfer-Encoding: chunked\r\n\r\n"
              + new String(chunk(body), StandardCharsets.US_ASCII)
              + "0\r\n\r\n";
      String last = "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      try (RawHttp http = new RawHttp(port)) {
        String answers = http.write(whole + chunked + whole + last).answer();

        assertThat(answers.split("\\{\"trials\":0}", -1)).hasSize(4);
        assertThat(answers).contains("\"status\":\"UP\"");
      }
    }

    @Test
    void upload_within_the_setting_is_imported() {
      byte[] text = "a word\n".repeat(300_000).getBytes(StandardCharsets.US_ASCII);

      assertThat(new Api(port).upload("large-enough", text).status()).isEqualTo(201);
    }

    private static byte[] chunk(String data) {
      return "%x\r\n%s\r\n".formatted(data.length(), data).getBytes(StandardCharsets.US_ASCII);
    }
  }
}
