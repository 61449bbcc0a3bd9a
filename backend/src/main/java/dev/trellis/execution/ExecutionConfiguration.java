package dev.trellis.execution;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Who this process is. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ExecutionConfiguration {
  /** The queue keeps 50 characters of a worker's id. */
  private static final int HOST_IN_ID = 40;

  @Bean
  WorkerIdentity workerIdentity(
      WorkerProperties properties, ObjectProvider<BuildProperties> build) {
    String host = hostName();
    String version =
        build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
    return new WorkerIdentity(
        host.substring(0, Math.min(host.length(), HOST_IN_ID))
            + "-"
            + UUID.randomUUID().toString().substring(0, 8),
        host,
        ProcessHandle.current().pid(),
        Runtime.getRuntime().availableProcessors(),
        properties.parallelTrials(),
        version);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a name for people; nothing connects to it
    }
  }
}
