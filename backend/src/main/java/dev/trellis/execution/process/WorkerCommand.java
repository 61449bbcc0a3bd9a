package dev.trellis.execution.process;

import dev.trellis.launch.ProcessCommand;
import dev.trellis.launch.TrellisProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The command that starts this same program as a worker. */
record WorkerCommand(
    ProcessCommand program,
    JdbcConnectionDetails database,
    TrellisProperties trellis,
    WorkerProperties worker) {
  ProcessBuilder builder(String... more) {
    List<String> arguments = arguments();
    arguments.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(arguments);
    addEnvironment(builder.environment());
    return builder
        .redirectInput(ProcessBuilder.Redirect.PIPE)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private List<String> arguments() {
    List<String> arguments = program.command(jvmOptions(), "worker");
    arguments.add("--trellis.home=" + trellis.home().toAbsolutePath());
    arguments.add("--trellis.worker.trials=" + worker.parallelTrials());
    arguments.add("--trellis.worker.heartbeat=" + worker.heartbeat());
    arguments.add("--trellis.worker.poll=" + worker.poll());
    arguments.add("--trellis.worker.checkpoint-interval=" + worker.checkpointInterval());
    arguments.add("--trellis.worker.retries=" + worker.retries());
    arguments.add("--trellis.worker.stall-limit=" + worker.stallLimit());
    arguments.add("--trellis.worker.memory=" + worker.memory().toBytes() + "B");
    for (int i = 0; i < worker.jvmOptions().size(); i++) {
      arguments.add("--trellis.worker.jvm-options[" + i + "]=" + worker.jvmOptions().get(i));
    }
    return arguments;
  }

  /** Options of the operator come last and override the others. */
  private List<String> jvmOptions() {
    List<String> options = new ArrayList<>();
    options.add("-Dorg.bytedeco.javacpp.maxbytes=" + worker.memoryBytes());
    options.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=0"); // the heap counts there as well
    options.addAll(worker.jvmOptions());
    return options;
  }

  /** The password is passed in the environment, which other users of the machine cannot read. */
  private void addEnvironment(Map<String, String> environment) {
    environment.put("SPRING_DATASOURCE_URL", database.getJdbcUrl());
    putIfPresent(environment, "SPRING_DATASOURCE_USERNAME", database.getUsername());
    putIfPresent(environment, "SPRING_DATASOURCE_PASSWORD", database.getPassword());
    if (trellis.s3() != null) {
      environment.putAll(trellis.s3().environment());
    }
    environment.put("TRELLIS_WORKER_TIED", "true");
    // one native thread a trial: two are slower on small models, and one repeats bit for bit
    environment.put("OMP_NUM_THREADS", "1");
    environment.put("OPENBLAS_NUM_THREADS", "1");
  }

  private static void putIfPresent(
      Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }
}
