package dev.trellis.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A connection that sends bytes as they are given: a client library would repair paths, hosts and
 * lengths.
 */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** Sends a request without a body and returns the whole answer as text. */
  public static String get(int port, String path, String headers) throws IOException {
    return send(port, "GET " + path, headers, "");
  }

  /**
   * Sends a request and returns the whole answer as text; the length of the body is added.
   *
   * @param headers lines separated by CR LF
   */
  public static String send(int port, String methodAndPath, String headers, String body)
      throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      int length = body.getBytes(UTF_8).length;
      http.write(
          "%s HTTP/1.1\r\n%s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
              .formatted(methodAndPath, headers, length, body));
      return http.answer();
    }
  }

  /**
   * Sends a request to the host 127.0.0.1 and returns the parsed answer.
   *
   * @param headers lines that each end in CR LF
   */
  public static Answer exchange(int port, String method, String path, String headers, byte[] body) {
    String head =
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(method, path, body.length, headers);
    try (RawHttp http = new RawHttp(port)) {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      request.writeBytes(head.getBytes(ISO_8859_1));
      request.writeBytes(body);
      http.socket.getOutputStream().write(request.toByteArray());
      return Answer.of(http.read().toString(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
  }

  public RawHttp write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return this;
  }

  /** Sends nothing more, as a client that ends in the middle of its request. */
  public RawHttp endOfRequest() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /**
   * Sends blocks until the server closes the connection.
   *
   * @param most limit of the number of blocks
   * @return the number of blocks that the server took
   */
  public int writeUntilClosed(byte[] block, int most) {
    for (int count = 0; count < most; count++) {
      try {
        socket.getOutputStream().write(block);
      } catch (IOException closed) {
        return count;
      }
    }
    return most;
  }

  /** Reads until the server closes the connection; fails after 30 seconds of silence. */
  public String answer() throws IOException {
    return read().toString(UTF_8);
  }

  private ByteArrayOutputStream read() throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
        answer.write(buffer, 0, read);
      }
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("open and silent after: " + answer.toString(ISO_8859_1), silent);
    } catch (IOException reset) {
      // the server closed the connection while the request was still being sent
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A parsed answer; names of headers are in lower case. */
  public record Answer(int status, Map<String, String> headers, String body) {
    /**
     * @param text the whole answer, one character for each byte
     */
    static Answer of(String text) {
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

    /** Joins the chunks of a body. */
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

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }
}
