package dev.trellis.access;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Refuses to start a server that anybody on the network could use. */
@Component
@Profile("!worker")
class AddressCheck implements InitializingBean {
  private final AccessProperties access;
  private final ServerProperties server;

  AddressCheck(AccessProperties access, ServerProperties server) {
    this.access = access;
    this.server = server;
  }

  @Override
  public void afterPropertiesSet() {
    if (!access.suits(server.getAddress())) {
      throw new OpenAddressException();
    }
  }
}
