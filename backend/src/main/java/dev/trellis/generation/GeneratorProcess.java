package dev.trellis.generation;

import dev.trellis.SameProgram;
import dev.trellis.home.WorkFiles;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The child process that holds the models, seen from the server: started with the first request,
 * started again when it broke, ended when nobody asked for long. One request at a time goes
 * through, on a thread of its own, so that a slow reader of one text keeps no other waiting.
 */
@Component
class GeneratorProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GeneratorProcess.class);
  private static final int MOST_WAITING = 16;

  private final GenerationProperties properties;
  private final WorkFiles files;
  private final ScheduledThreadPoolExecutor line = daemon("generator-line");
  private final ScheduledExecutorService watch = daemon("generator-watch");
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable Connection connection;
  private int requests;

  GeneratorProcess(GenerationProperties properties, WorkFiles files) {
    this.properties = properties;
    this.files = files;
  }

  private static ScheduledThreadPoolExecutor daemon(String name) {
    return new ScheduledThreadPoolExecutor(
        1,
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Where a model's file can be read. */
  @FunctionalInterface
  interface ModelSource {
    InputStream open() throws IOException;
  }

  /**
   * @return frames as they come, the last one {@link Frame.Kind#isLast}
   * @throws Problem where too many requests wait
   */
  BlockingQueue<Frame> ask(ModelRequest request, ModelSource source) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      throw Problem.of(
          ProblemKind.UNAVAILABLE,
          "%d requests to models wait already; try again in a moment.".formatted(MOST_WAITING));
    }
    BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    line.execute(
        () -> {
          try {
            frames.add(answer(request, source, frames));
          } finally {
            waiting.decrementAndGet();
          }
        });
    return frames;
  }

  /** Asks again once where the process broke before it said a word. */
  private Frame answer(ModelRequest request, ModelSource source, BlockingQueue<Frame> frames) {
    for (int attempt = 1; ; attempt++) {
      try {
        return exchange(request, source, frames);
      } catch (IOException broken) {
        log.warn("the process that holds the models broke: {}", broken.toString());
        stop();
        if (attempt == 2 || !frames.isEmpty()) {
          return new Frame(
              Frame.Kind.FAILED, "The process that holds the models broke; its log says why.");
        }
      }
    }
  }

  private Frame exchange(ModelRequest request, ModelSource source, BlockingQueue<Frame> frames)
      throws IOException {
    Connection connection = connection();
    Future<?> limit =
        watch.schedule(connection::kill, properties.textLimit().toMillis(), TimeUnit.MILLISECONDS);
    try {
      connection.send(request.from(""));
      Frame frame = connection.receive();
      if (frame.kind() == Frame.Kind.MODEL_NEEDED) {
        frame = sendModel(connection, request, source);
      }
      while (!frame.kind().isLast()) {
        frames.add(frame);
        frame = connection.receive();
      }
      return frame;
    } finally {
      limit.cancel(false);
      stopIfIdle(++requests);
    }
  }

  private Frame sendModel(Connection connection, ModelRequest request, ModelSource source)
      throws IOException {
    Path file = files.create("model-", ".zip");
    try {
      try (InputStream model = source.open()) {
        Files.copy(model, file, StandardCopyOption.REPLACE_EXISTING);
      }
      connection.send(request.from(file.toString()));
      return connection.receive();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Connection connection() throws IOException {
    if (connection == null || !connection.process().isAlive()) {
      connection = Connection.open(command());
      log.info("process {} holds models from now on", connection.process().pid());
    }
    return connection;
  }

  private List<String> command() {
    List<String> options = new ArrayList<>(properties.jvmOptions());
    options.add("-Dlogback.configurationFile=logback-generator.xml");
    options.add("-Dorg.bytedeco.javacpp.maxBytes=" + 2 * properties.memory().toBytes());
    List<String> command = SameProgram.command(options, "generator");
    command.add(Integer.toString(properties.models()));
    command.add(Long.toString(properties.memory().toBytes()));
    return command;
  }

  private void stopIfIdle(int request) {
    line.schedule(
        () -> {
          if (request == requests) {
            stop();
          }
        },
        properties.idleLimit().toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void stop() {
    if (connection != null) {
      connection.kill();
      connection = null;
    }
  }

  @Override
  public void close() {
    line.shutdownNow();
    watch.shutdownNow();
    stop();
  }

  /** To one process. */
  private record Connection(Process process, DataOutputStream requests, DataInputStream answers) {
    static Connection open(List<String> command) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("OMP_NUM_THREADS", "1");
      builder.environment().put("OPENBLAS_NUM_THREADS", "1");
      Process process = builder.start();
      return new Connection(
          process,
          new DataOutputStream(new BufferedOutputStream(process.getOutputStream())),
          new DataInputStream(new BufferedInputStream(process.getInputStream())));
    }

    void send(ModelRequest request) throws IOException {
      request.write(requests);
      requests.flush();
    }

    Frame receive() throws IOException {
      try {
        return Frame.read(answers);
      } catch (EOFException end) {
        throw new IOException("process %d ended".formatted(process.pid()), end);
      }
    }

    void kill() {
      process.destroyForcibly();
    }
  }
}
