package dev.trellis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A running PostgreSQL as others on the machine find it. */
record Postmaster(long pid, int port) {
  private static final int PORT_LINE = 3;

  /** By the file that it keeps in its data directory. */
  static Optional<Postmaster> in(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() <= PORT_LINE
          ? Optional.empty()
          : Optional.of(
              new Postmaster(
                  Long.parseLong(lines.get(0).strip()),
                  Integer.parseInt(lines.get(PORT_LINE).strip())));
    } catch (IOException | NumberFormatException notRunning) {
      return Optional.empty();
    }
  }

  /** Returns whether a user can connect without a password. */
  boolean isOpen() {
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres?loginTimeout=5".formatted(port);
    try {
      DriverManager.getConnection(url, "postgres", "").close();
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }
}
