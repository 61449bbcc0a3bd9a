package dev.trellis.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends signals, for which Java has no API. */
final class Signals {
  private static final int SIGINT = 2;

  private Signals() {}

  static void send(String signal, long pid) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns whether SIGINT reaches the children of this process. Shells start background processes
   * with SIGINT ignored, and children inherit that.
   */
  static boolean interruptsReachChildren() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.exists(status)
        || Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
            .noneMatch(ignored -> (ignored & 1 << SIGINT - 1) != 0);
  }
}
