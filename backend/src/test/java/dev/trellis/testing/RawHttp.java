package dev.trellis.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests as they are given, also those that no client library would send. */
public final class RawHttp {
  private static final int PATIENCE_MILLIS = 30_000;

  private RawHttp() {}

  /** An answer; names of headers are in lower case. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  /**
   * @param headers lines that each end in CR LF
   */
  public static Answer send(int port, String method, String path, String headers, byte[] body) {
    String head =
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(method, path, body.length, headers);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.getBytes(ISO_8859_1));
      request.writeBytes(body);
      socket.getOutputStream().write(request.toByteArray());
      return answer(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  private static Answer answer(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalStateException("no answer: " + text);
    }
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
    String body = chunked ? joined(text.substring(end + 4)) : text.substring(end + 4);
    return new Answer(
        Integer.parseInt(lines[0].split(" ")[1]),
        headers,
        new String(body.getBytes(ISO_8859_1), UTF_8));
  }

  /** Joins chunks of a body, one character for each byte. */
  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    for (int at = 0; at < chunks.length(); ) {
      int line = chunks.indexOf("\r\n", at);
      int size = line < 0 ? 0 : Integer.parseInt(chunks.substring(at, line).strip(), 16);
      if (size == 0) {
        break;
      }
      int end = Math.min(line + 2 + size, chunks.length());
      body.append(chunks, line + 2, end);
      at = end + 2;
    }
    return body.toString();
  }
}
