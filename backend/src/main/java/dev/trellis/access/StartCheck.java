package dev.trellis.access;

import java.net.InetAddress;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Refuses to start a server that anybody on the network could use. */
@Component
@Profile("!worker")
class StartCheck implements InitializingBean {
  private static final String MANAGEMENT_PORT = "management.server.port";

  private final AccessProperties access;
  private final ServerProperties server;
  private final Environment environment;

  StartCheck(AccessProperties access, ServerProperties server, Environment environment) {
    this.access = access;
    this.server = server;
    this.environment = environment;
  }

  @Override
  public void afterPropertiesSet() {
    InetAddress address = server.getAddress();
    if (!access.decidesAboutOthers() && (address == null || !address.isLoopbackAddress())) {
      throw new AccessSettingsException(
          "The server is to listen on an address that others reach, but has no token. Put one into"
              + " the environment (TRELLIS_ACCESS_TOKEN) or into a file"
              + " (--trellis.access.token-file=FILE); `java -jar trellis.jar token` prints one. Or"
              + " listen on this machine only (--server.address=127.0.0.1), or say that the address"
              + " is guarded by other means (--trellis.access.token=none).");
    }
    checkManagementPort();
  }

  /** Health and metrics on a port of their own would be outside the filters of the server. */
  private void checkManagementPort() {
    String port = environment.getProperty(MANAGEMENT_PORT, "").strip();
    String ownPort = String.valueOf(server.getPort() == null ? 8080 : server.getPort());
    boolean disabled = port.startsWith("-");
    if (!port.isEmpty() && !disabled && (port.equals("0") || !port.equals(ownPort))) {
      throw new AccessSettingsException(
          "%s is %s; the port of the server itself (%s) is the only one that asks for the token. Leave the setting out: health and metrics are at /actuator there."
              .formatted(MANAGEMENT_PORT, port, ownPort));
    }
  }
}
