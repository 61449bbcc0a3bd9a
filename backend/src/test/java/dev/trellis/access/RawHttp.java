package dev.trellis.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Sends bytes as they are: a client library would repair paths, hosts and lengths. */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** Sends a request without a body and returns the whole answer. */
  static String get(int port, String path, String headers) throws IOException {
    return send(port, "GET " + path, headers, "");
  }

  /** Sends a request and returns the whole answer; the length of the body is added. */
  static String send(int port, String methodAndPath, String headers, String body)
      throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      int length = body.getBytes(UTF_8).length;
      http.write(
          "%s HTTP/1.1\r\n%s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
              .formatted(methodAndPath, headers, length, body));
      return http.answer();
    }
  }

  RawHttp write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return this;
  }

  /**
   * Sends blocks until the server closes the connection, at most so many.
   *
   * @return the number of blocks that were taken
   */
  int writeUntilClosed(byte[] block, int most) {
    for (int count = 0; count < most; count++) {
      try {
        socket.getOutputStream().write(block);
      } catch (IOException closed) {
        return count;
      }
    }
    return most;
  }

  /** Reads until the server closes the connection; fails if it does neither for 30 seconds. */
  String answer() throws IOException {
    var answer = new java.io.ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
        answer.write(buffer, 0, read);
      }
    } catch (java.net.SocketTimeoutException silent) {
      throw new AssertionError("open and silent after: " + answer.toString(ISO_8859_1), silent);
    } catch (IOException reset) {
      // closed while we were still sending
    }
    return answer.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
