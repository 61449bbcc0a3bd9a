package dev.trellis.configuration;

import dev.trellis.generation.GeneratorLoop;
import dev.trellis.training.embedding.WordVectors;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/**
 * Main class of the process that holds trained models, without web server, database and Spring. It
 * answers requests from standard input on standard output, and ends with its input.
 */
public final class GeneratorMain {
  public static final String ROLE = "generator";

  private GeneratorMain() {}

  /**
   * @param arguments the role, how many models to hold, how many bytes of them
   */
  public static void run(String[] arguments) {
    // standard output is reserved for answers; other output goes to the log
    System.setOut(System.err);
    // nothing is trained here, so that no word vectors are learned
    var vectors = new WordVectors(WordVectors.Store.NONE);
    var families = new TrainingConfiguration().modelFamilies(InstantSource.system(), vectors);
    var loop =
        new GeneratorLoop(families, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    try {
      loop.run(System.in, new FileOutputStream(FileDescriptor.out));
    } catch (IOException e) {
      throw new UncheckedIOException("the server is gone", e);
    }
    System.exit(0);
  }
}
