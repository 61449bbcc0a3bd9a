package dev.trellis.launch;

import dev.trellis.access.AccessToken;
import dev.trellis.problem.Spelling;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parser of the command line: {@code [server | worker | demo | help ...] [--name=value]...}. */
public final class CommandLine {
  private static final List<String> ROLES = List.of("server", "worker", "demo");
  private static final List<String> COMMANDS =
      List.of("server", "worker", "demo", "token", "help", "version");

  /** Options that are settings of Trellis or its libraries, by the first part of their names. */
  private static final Pattern SETTING =
      Pattern.compile(
          "--(trellis|server|spring|logging|management|springdoc)[.\\[].+", Pattern.DOTALL);

  private static final Pattern FLAG = Pattern.compile("--(debug|trace)(=.*)?");

  private static final String MISSING_VALUE =
      "Option '%s' has no value. Write --name=value, without spaces around the equals sign, or leave the option out.";

  /** Common options, suggested for misspelled options. */
  private static final List<String> COMMON_OPTIONS =
      List.of(
          "--server.port",
          "--server.address",
          "--spring.datasource.url",
          "--spring.datasource.username",
          "--spring.datasource.password",
          "--trellis.home",
          "--trellis.worker.trials",
          "--trellis.worker.memory",
          "--trellis.worker.mode",
          "--trellis.access.token-file",
          "--help",
          "--version");

  private final List<String> commands = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private boolean help;

  private CommandLine(List<String> arguments) {
    for (String argument : arguments) {
      switch (argument) {
        case "--help", "-h", "help" -> help = true;
        case "--version", "-V" -> commands.add("version");
        default -> (argument.startsWith("-") ? options : commands).add(argument);
      }
    }
  }

  /** Parses the arguments; returns {@link Command.Reject} if a command or option is unknown. */
  public static Command parse(List<String> arguments) {
    return new CommandLine(arguments).command();
  }

  private Command command() {
    List<String> roles = commands.stream().filter(ROLES::contains).distinct().toList();
    Optional<String> error = error(roles);
    if (error.isPresent()) {
      return new Command.Reject(error.get() + "\n\n" + Usage.SHORT);
    }
    if (help) {
      return new Command.Print(Usage.of(roles.isEmpty() ? "" : roles.get(0)));
    }
    if (commands.contains("token")) {
      return new Command.Print(AccessToken.random(new SecureRandom()));
    }
    if (commands.contains("version")) {
      return new Command.Print(Version.text());
    }
    return new Command.Start(roles.isEmpty() ? "server" : roles.get(0), options);
  }

  private Optional<String> error(List<String> roles) {
    Optional<String> unknownCommand =
        commands.stream().filter(command -> !COMMANDS.contains(command)).findFirst();
    if (unknownCommand.isPresent()) {
      return unknownCommand.map(CommandLine::unknownCommand);
    }
    if (roles.size() > 1) {
      return Optional.of(
          "Got two commands, %s; expected one command.".formatted(String.join(" and ", roles)));
    }
    return options.stream()
        .filter(option -> !SETTING.matcher(option).matches() && !FLAG.matcher(option).matches())
        .findFirst()
        .map(CommandLine::unknownOption)
        .or(
            () ->
                options.stream()
                    .filter(CommandLine::lacksValue)
                    .findFirst()
                    .map(MISSING_VALUE::formatted));
  }

  /**
   * Returns true if an option has no value although it must have a value; passwords may be empty.
   */
  private static boolean lacksValue(String option) {
    String[] parts = option.split("=", 2);
    return (parts.length < 2 || parts[1].isBlank())
        && !FLAG.matcher(option).matches()
        && !parts[0].endsWith("password");
  }

  private static String unknownCommand(String command) {
    return "Unknown command '%s'; known commands: %s.%s Options are written --name=value."
        .formatted(
            command, String.join(", ", COMMANDS), didYouMean(Spelling.closest(command, COMMANDS)));
  }

  private static String unknownOption(String option) {
    String name = option.split("=", 2)[0];
    String last = name.replaceFirst("^-+", "");
    Optional<String> closest =
        COMMON_OPTIONS.stream()
            .filter(known -> known.endsWith("." + last))
            .findFirst()
            .or(() -> Spelling.closest(name, COMMON_OPTIONS));
    return "Unknown option '%s'.%s".formatted(name, didYouMean(closest));
  }

  private static String didYouMean(Optional<String> closest) {
    return closest.map(" Did you mean %s?"::formatted).orElse("");
  }
}
