package dev.trellis.faults;

import java.io.IOException;

/** Sends what Java has no call for. */
final class Signals {
  private Signals() {}

  static void send(String signal, long pid) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
