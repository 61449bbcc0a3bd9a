package dev.trellis.database;

import java.nio.file.Path;

/** Another Trellis runs on this directory. */
final class HomeInUseException extends DatabaseStartException {
  HomeInUseException(Path home) {
    super(
        "Another Trellis is running on "
            + home
            + ". Stop it, or start this one with --trellis.home=<another directory> and"
            + " --server.port=<another port>.");
  }
}
