package dev.trellis.execution;

import dev.trellis.execution.process.WorkerIdentity;
import dev.trellis.execution.process.WorkerProperties;
import dev.trellis.execution.provenance.Provenance;
import dev.trellis.execution.retry.TransientErrors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Identity of this process and its periodic tasks. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ExecutionConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ExecutionConfiguration.class);

  /** The queue keeps 50 characters of a worker's id. */
  private static final int HOST_IN_ID = 40;

  @Bean
  WorkerIdentity workerIdentity(WorkerProperties properties, Provenance.Program program) {
    String host = hostName();
    return new WorkerIdentity(
        host.substring(0, Math.min(host.length(), HOST_IN_ID))
            + "-"
            + UUID.randomUUID().toString().substring(0, 8),
        host,
        ProcessHandle.current().pid(),
        Runtime.getRuntime().availableProcessors(),
        properties.parallelTrials(),
        program.version());
  }

  @Bean
  Provenance.Program program(
      ObjectProvider<BuildProperties> build, ObjectProvider<GitProperties> git) {
    return new Provenance.Program(
        Optional.ofNullable(build.getIfAvailable())
            .map(BuildProperties::getVersion)
            .orElse("development"),
        Optional.ofNullable(git.getIfAvailable()).map(GitProperties::getCommitId).orElse(null));
  }

  /** Repeats all the while the database is away, and comes right by itself. */
  @Bean
  ThreadPoolTaskSchedulerCustomizer passingErrorsInOneLine() {
    return scheduler -> scheduler.setErrorHandler(ExecutionConfiguration::report);
  }

  private static void report(Throwable error) {
    if (error instanceof RuntimeException passing && TransientErrors.isTransient(passing)) {
      log.warn("Periodic task failed; retrying at its next run cause={}", error.getMessage());
    } else {
      log.error("Periodic task failed", error);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a name for people; nothing connects to it
    }
  }
}
