package dev.trellis;

import dev.trellis.configuration.GeneratorMain;
import dev.trellis.launch.Command;
import dev.trellis.launch.CommandLine;
import dev.trellis.launch.HomeDirectories;
import dev.trellis.launch.ProcessCommand;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * Starts the command of the command line: {@code java -jar trellis.jar [server | worker | demo]}.
 * Each command is a Spring profile; {@code server} is the default.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TrellisApplication {
  /** System property: main class of child processes if it is not this class. */
  public static final String MAIN = "trellis.main";

  public static void main(String[] arguments) {
    // numbers and letter case in keys, file names and messages must not follow the user's language
    Locale.setDefault(Locale.ROOT);
    if (arguments.length > 0 && arguments[0].equals(GeneratorMain.ROLE)) {
      GeneratorMain.run(arguments);
      return;
    }
    Command command = CommandLine.parse(List.of(arguments));
    if (command instanceof Command.Print print) {
      System.out.println(print.text());
    } else if (command instanceof Command.Reject rejection) {
      System.err.println(rejection.text());
      System.exit(Command.Reject.STATUS);
    } else if (command instanceof Command.Start start) {
      start(start);
    }
  }

  private static void start(Command.Start command) {
    if (command.role().equals("demo")) {
      System.out.println("Starting Trellis; the first time takes a minute ...");
    }
    SpringApplication application = new SpringApplication(TrellisApplication.class);
    application.setAdditionalProfiles(command.role());
    application.setDefaultProperties(defaults(command.role()));
    application.addListeners(new HomeDirectories());
    application.run(command.options().toArray(String[]::new));
  }

  /** Settings of a role that an operator may override in any of Spring Boot's ways. */
  private static Map<String, Object> defaults(String role) {
    Map<String, Object> defaults = new HashMap<>();
    if (!role.equals("worker")) {
      // workers may share a home; their lines go to standard output
      defaults.put("logging.file.name", "${trellis.home}/logs/server.log");
    }
    if (role.equals("demo")) {
      defaults.put("logging.threshold.console", "off"); // the terminal shows the searches
    }
    return defaults;
  }

  @Bean
  ProcessCommand processCommand() {
    return new ProcessCommand(System.getProperty(MAIN, TrellisApplication.class.getName()));
  }

  @Bean
  InstantSource time() {
    return InstantSource.system();
  }
}
