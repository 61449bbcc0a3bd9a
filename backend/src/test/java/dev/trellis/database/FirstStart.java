package dev.trellis.database;

import dev.trellis.home.Home;
import java.nio.file.Path;

/** A process that starts an embedded PostgreSQL and waits to be killed. */
public final class FirstStart {
  static final String READY = "ready";

  private FirstStart() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedPostgres.start(Home.openPrivate(Path.of(arguments[0])));
    System.out.println(READY);
    Thread.sleep(Long.MAX_VALUE);
  }
}
