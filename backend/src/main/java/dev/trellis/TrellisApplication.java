package dev.trellis;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * The front door of the jar: {@code java -jar trellis.jar [server | worker | demo]}. Each word is a
 * Spring profile; {@code server} is meant where none is given.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TrellisApplication {
  private static final List<String> ROLES = List.of("server", "worker", "demo");

  public static void main(String[] arguments) {
    String role = arguments.length == 0 || arguments[0].startsWith("-") ? "server" : arguments[0];
    if (role.equals(GeneratorProgram.ROLE)) {
      GeneratorProgram.main(arguments);
      return;
    }
    if (!ROLES.contains(role)) {
      System.err.printf("Unknown command '%s'. Allowed: %s.%n", role, String.join(", ", ROLES));
      System.exit(2);
    }
    SpringApplication application = new SpringApplication(TrellisApplication.class);
    application.setAdditionalProfiles(role);
    application.run(
        Arrays.stream(arguments)
            .filter(argument -> !ROLES.contains(argument))
            .toArray(String[]::new));
  }

  @Bean
  InstantSource time() {
    return InstantSource.system();
  }
}
