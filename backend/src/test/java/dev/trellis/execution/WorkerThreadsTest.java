package dev.trellis.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Program;
import dev.trellis.testing.TrellisTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A worker that is started by hand must use one native thread per trial in every environment. */
@TrellisTest
@TestPropertySource(properties = "trellis.worker.mode=none")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
class WorkerThreadsTest {
  private static final Pattern NATIVE_ID = Pattern.compile("nid=(0x[0-9a-f]+|\\d+)");

  @LocalServerPort int port;
  @TempDir Path directory;

  @Value("${spring.datasource.url}")
  String database;

  @Value("${trellis.home}")
  String home;

  /** Blank: not set, so that the native libraries take all cores by themselves. */
  @ParameterizedTest
  @ValueSource(strings = {"", "8"})
  void native_code_computes_on_the_thread_of_the_trial_alone(String threads) throws Exception {
    Api api = new Api(port);
    api.upload("words", words());
    Map<String, String> environment = new HashMap<>();
    environment.put("OMP_NUM_THREADS", threads);
    environment.put("OPENBLAS_NUM_THREADS", threads);
    environment.put("SPRING_DATASOURCE_URL", database);

    try (Program worker =
        Program.start(
            directory,
            environment,
            "worker",
            "--trellis.home=" + home,
            "--trellis.worker.trials=1")) {
      JsonNode experiment =
          api.submit(submission("threads " + threads)).body(); // a new name, so not the same search
      JsonNode ended = api.awaitEnd(experiment.get("id").asLong());
      assertThat(ended.get("state").asString()).isEqualTo("COMPLETED");

      Map<Long, Long> ticks = processorTime(worker.pid());
      Set<Long> javaThreads = javaThreads(worker.pid());
      long all = ticks.values().stream().mapToLong(Long::longValue).sum();
      long outsideOfJava =
          ticks.entrySet().stream()
              .filter(thread -> !javaThreads.contains(thread.getKey()))
              .mapToLong(Map.Entry::getValue)
              .sum();
      assertThat(javaThreads).isNotEmpty();
      assertThat(outsideOfJava)
          .as("processor time of threads that Java does not know, of %d: %s", all, ticks)
          .isLessThanOrEqualTo(all / 20);
    }
  }

  private static String submission(String name) {
    return """
        name: %s
        dataset: words
        task: {type: language_model, unit: word}
        method: grid
        reuse: false
        metric: {name: val_loss}
        early_stopping: {max_epochs: 2, patience: 2}
        parameters:
          hidden_units:    {value: 128}
          layers:          {value: 2}
          minibatch_size:  {value: 32}
          sequence_length: {value: 20}
          learning_rate:   {value: 0.01}
        """
        .formatted(name);
  }

  /** Enough distinct words for products that OpenMP would share out among its threads. */
  private static byte[] words() {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      text.append("w").append((int) Math.abs(random.nextGaussian() * 600)).append(' ');
    }
    return text.toString().getBytes(UTF_8);
  }

  /** Clock ticks that each thread of a process has used, by its native id. */
  private static Map<Long, Long> processorTime(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return tasks.collect(
          Collectors.toMap(
              task -> Long.valueOf(task.getFileName().toString()), WorkerThreadsTest::ticks));
    }
  }

  private static long ticks(Path task) {
    try {
      String line = Files.readString(task.resolve("stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Native ids of the threads that the virtual machine knows, its own included. */
  private static Set<Long> javaThreads(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "Thread.print")
            .redirectErrorStream(true)
            .start();
    String threads = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    return NATIVE_ID
        .matcher(threads)
        .results()
        .map(match -> Long.decode(match.group(1)))
        .collect(Collectors.toSet());
  }
}
