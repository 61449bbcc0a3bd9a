package dev.trellis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a running Trellis, as tests need one. */
public final class Api {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  public Api(int port) {
    base = URI.create("http://127.0.0.1:" + port);
  }

  /** Response; its body is parsed if it is JSON. */
  public record Answer(int status, String type, JsonNode body, HttpResponse<byte[]> raw) {}

  public Answer get(String path) {
    return send(request(path).GET().build());
  }

  public Answer delete(String path) {
    return send(request(path).DELETE().build());
  }

  public Answer patch(String path, String type, String body) {
    return send(
        request(path)
            .header("Content-Type", type)
            .method("PATCH", BodyPublishers.ofString(body))
            .build());
  }

  public Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()).build());
  }

  public Answer post(String path, String contentType, byte[] body, String... headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", contentType);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.POST(BodyPublishers.ofByteArray(body)).build());
  }

  public Answer send(String method, String path, String contentType, byte[] body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofByteArray(body))
            .build());
  }

  public Answer submit(String yaml) {
    byte[] body = yaml.getBytes(StandardCharsets.UTF_8);
    return post("/api/v1/experiments", "application/yaml", body);
  }

  /** Imports a text under a name, as a browser's form does. */
  public Answer upload(String name, byte[] text) {
    return uploadLabeled(name, "text", text);
  }

  /** Imports labeled texts of that format under a name. */
  public Answer uploadLabeled(String name, String format, byte[] text) {
    String boundary = "----test-boundary";
    byte[] head =
        """
        --%1$s\r
        Content-Disposition: form-data; name="name"\r
        \r
        %2$s\r
        --%1$s\r
        Content-Disposition: form-data; name="format"\r
        \r
        %3$s\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="%2$s.txt"\r
        Content-Type: text/plain\r
        \r
        """
            .formatted(boundary, name, format)
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = "\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[head.length + text.length + tail.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(text, 0, body, head.length, text.length);
    System.arraycopy(tail, 0, body, head.length + text.length, tail.length);
    return post("/api/v1/datasets", "multipart/form-data; boundary=" + boundary, body);
  }

  /** Waits until the experiment is over and answers it. */
  public JsonNode awaitEnd(long experiment) {
    return Awaitility.await("the end of experiment " + experiment)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> get("/api/v1/experiments/" + experiment).body(),
            body -> !body.get("finished_at").isNull());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode body = type.contains("json") ? json.readTree(response.body()) : json.nullNode();
      return new Answer(response.statusCode(), type, body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
