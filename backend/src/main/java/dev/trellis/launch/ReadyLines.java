package dev.trellis.launch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Prints the URL, data directory and log file of the server when it is ready. */
@Component
@Profile("server")
class ReadyLines {
  private final Environment environment;

  ReadyLines(Environment environment) {
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void print() {
    System.out.println("Trellis is ready at " + address());
    System.out.println("  data: " + path("trellis.home"));
    System.out.println("  log:  " + path("logging.file.name"));
  }

  private String address() {
    boolean tls =
        environment.containsProperty("server.ssl.key-store")
            || environment.containsProperty("server.ssl.certificate")
            || environment.containsProperty("server.ssl.bundle");
    return "%s://%s:%s%s"
        .formatted(
            tls ? "https" : "http",
            host(environment.getProperty("server.address")),
            environment.getRequiredProperty("local.server.port"),
            environment.getProperty("server.servlet.context-path", ""));
  }

  private static String host(@Nullable String bindAddress) {
    if (bindAddress == null || bindAddress.equals("0.0.0.0") || bindAddress.equals("::")) {
      return hostName();
    }
    if (bindAddress.equals("127.0.0.1") || bindAddress.equals("::1")) {
      return "localhost";
    }
    return bindAddress.contains(":") ? "[" + bindAddress + "]" : bindAddress;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private String path(String property) {
    String value = environment.getProperty(property, "");
    return value.isBlank() ? "standard output only" : Path.of(value).toAbsolutePath().toString();
  }
}
