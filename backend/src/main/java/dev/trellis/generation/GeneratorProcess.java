package dev.trellis.generation;

import dev.trellis.home.WorkFiles;
import dev.trellis.launch.ProcessCommand;
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
 * Client of the generator process, the child process that loads models. The process is started by
 * the first request, restarted after a crash, and stopped when it is idle. Requests are sent one at
 * a time by a thread of this class; the frames of an answer are buffered, so that a slow HTTP
 * client does not delay other requests.
 */
@Component
class GeneratorProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GeneratorProcess.class);
  private static final int MAX_WAITING = 16;

  private final ProcessCommand program;
  private final GenerationProperties properties;
  private final WorkFiles files;
  private final ScheduledThreadPoolExecutor queue = daemon("generator-queue");
  private final ScheduledExecutorService timeouts = daemon("generator-timeouts");
  private final AtomicInteger waiting = new AtomicInteger();
  private @Nullable Connection connection;
  private int requests;

  GeneratorProcess(ProcessCommand program, GenerationProperties properties, WorkFiles files) {
    this.program = program;
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

  /** Source of the bytes of a model file. */
  @FunctionalInterface
  interface ModelSource {
    InputStream open() throws IOException;
  }

  /**
   * Enqueues a request.
   *
   * @return queue that receives the frames of the answer; the last frame is {@link
   *     AnswerFrame.Kind#isLast}
   * @throws Problem if {@value #MAX_WAITING} requests are already waiting or running
   */
  BlockingQueue<AnswerFrame> submit(ModelRequest request, ModelSource source) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      throw Problem.of(
          ProblemKind.UNAVAILABLE,
          "%d requests are already waiting for a model; try again later.".formatted(MAX_WAITING));
    }
    BlockingQueue<AnswerFrame> frames = new LinkedBlockingQueue<>();
    queue.execute(
        () -> {
          try {
            frames.add(answer(request, source, frames));
          } finally {
            waiting.decrementAndGet();
          }
        });
    return frames;
  }

  /** Retries a request once if the process failed before the first frame of the answer. */
  private AnswerFrame answer(
      ModelRequest request, ModelSource source, BlockingQueue<AnswerFrame> frames) {
    for (int attempt = 1; ; attempt++) {
      try {
        return exchange(request, source, frames);
      } catch (IOException failure) {
        boolean retried = attempt == 1 && frames.isEmpty();
        log.warn(
            "Generator process failed; {} error={}",
            retried ? "retrying the request" : "the request fails",
            failure.toString());
        stop();
        if (!retried) {
          return new AnswerFrame(
              AnswerFrame.Kind.FAILED,
              "The generator process failed; the log of the server contains the cause.");
        }
      }
    }
  }

  private AnswerFrame exchange(
      ModelRequest request, ModelSource source, BlockingQueue<AnswerFrame> frames)
      throws IOException {
    Connection connection = connection();
    Future<?> timeout =
        timeouts.schedule(
            connection::kill, properties.textLimit().toMillis(), TimeUnit.MILLISECONDS);
    try {
      connection.send(request.withFile(""));
      AnswerFrame frame = connection.receive();
      if (frame.kind() == AnswerFrame.Kind.MODEL_NEEDED) {
        frame = sendModel(connection, request, source);
      }
      while (!frame.kind().isLast()) {
        frames.add(frame);
        frame = connection.receive();
      }
      return frame;
    } finally {
      timeout.cancel(false);
      scheduleIdleStop(++requests);
    }
  }

  private AnswerFrame sendModel(Connection connection, ModelRequest request, ModelSource source)
      throws IOException {
    Path file = files.create("model-", ".zip");
    try {
      try (InputStream model = source.open()) {
        Files.copy(model, file, StandardCopyOption.REPLACE_EXISTING);
      }
      connection.send(request.withFile(file.toString()));
      return connection.receive();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Connection connection() throws IOException {
    if (connection == null || !connection.process().isAlive()) {
      connection = Connection.open(command());
      log.info("Started generator process pid={}", connection.process().pid());
    }
    return connection;
  }

  private List<String> command() {
    List<String> options = new ArrayList<>(properties.jvmOptions());
    options.add("-Dlogback.configurationFile=logback-generator.xml");
    options.add("-Dorg.bytedeco.javacpp.maxBytes=" + 2 * properties.memory().toBytes());
    List<String> command = program.command(options, "generator");
    command.add(Integer.toString(properties.models()));
    command.add(Long.toString(properties.memory().toBytes()));
    return command;
  }

  /** Stops the process after the idle limit unless another request has ended by then. */
  private void scheduleIdleStop(int request) {
    queue.schedule(
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
    queue.shutdownNow();
    timeouts.shutdownNow();
    stop();
  }

  /** Pipes to a running generator process. */
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

    AnswerFrame receive() throws IOException {
      try {
        return AnswerFrame.read(answers);
      } catch (EOFException end) {
        throw new IOException("Generator process %d exited".formatted(process.pid()), end);
      }
    }

    void kill() {
      process.destroyForcibly();
    }
  }
}
