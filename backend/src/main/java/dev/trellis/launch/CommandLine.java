package dev.trellis.launch;

import dev.trellis.access.AccessToken;
import dev.trellis.problem.Spelling;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code [server | worker | demo] [--name=value]...} and the requests for help. */
public final class CommandLine {
  private static final List<String> ROLES = List.of("server", "worker", "demo");
  private static final List<String> WORDS =
      List.of("server", "worker", "demo", "token", "help", "version");

  /** Options that are settings, by the first part of their names: of Trellis and its libraries. */
  private static final Pattern SETTING =
      Pattern.compile(
          "--(trellis|server|spring|logging|management|springdoc)[.\\[].+", Pattern.DOTALL);

  private static final Pattern FLAG = Pattern.compile("--(debug|trace)(=.*)?");

  private static final String EMPTY =
      "Option '%s' has no value. Write --name=value, without spaces around the equals sign, or leave the option out.";

  /** Frequent options, to suggest for a misspelled one. */
  private static final List<String> FREQUENT =
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

  private final List<String> words = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private boolean help;

  private CommandLine(List<String> arguments) {
    for (String argument : arguments) {
      switch (argument) {
        case "--help", "-h", "help" -> help = true;
        case "--version", "-V" -> words.add("version");
        default -> (argument.startsWith("-") ? options : words).add(argument);
      }
    }
  }

  /** Reads the arguments of the program; an unknown word or option is {@link Command.Refuse}. */
  public static Command read(List<String> arguments) {
    return new CommandLine(arguments).command();
  }

  private Command command() {
    List<String> roles = words.stream().filter(ROLES::contains).distinct().toList();
    Optional<String> mistake = mistake(roles);
    if (mistake.isPresent()) {
      return new Command.Refuse(mistake.get() + "\n\n" + Usage.SHORT);
    }
    if (help) {
      return new Command.Print(Usage.of(roles.isEmpty() ? "" : roles.get(0)));
    }
    if (words.contains("token")) {
      return new Command.Print(AccessToken.random(new SecureRandom()));
    }
    if (words.contains("version")) {
      return new Command.Print(Version.text());
    }
    return new Command.Start(roles.isEmpty() ? "server" : roles.get(0), options);
  }

  private Optional<String> mistake(List<String> roles) {
    Optional<String> unknownWord = words.stream().filter(word -> !WORDS.contains(word)).findFirst();
    if (unknownWord.isPresent()) {
      return unknownWord.map(CommandLine::unknownWord);
    }
    if (roles.size() > 1) {
      return Optional.of("Two commands, %s; give one.".formatted(String.join(" and ", roles)));
    }
    return options.stream()
        .filter(option -> !SETTING.matcher(option).matches() && !FLAG.matcher(option).matches())
        .findFirst()
        .map(CommandLine::unknownOption)
        .or(
            () ->
                options.stream().filter(CommandLine::lacksValue).findFirst().map(EMPTY::formatted));
  }

  /** A password may be empty. */
  private static boolean lacksValue(String option) {
    String[] parts = option.split("=", 2);
    return (parts.length < 2 || parts[1].isBlank())
        && !FLAG.matcher(option).matches()
        && !parts[0].endsWith("password");
  }

  private static String unknownWord(String word) {
    return "Unknown command '%s'; known are %s.%s Options are written --name=value."
        .formatted(word, String.join(", ", WORDS), didYouMean(Spelling.closest(word, WORDS)));
  }

  private static String unknownOption(String option) {
    String name = option.split("=", 2)[0];
    String last = name.replaceFirst("^-+", "");
    Optional<String> closest =
        FREQUENT.stream()
            .filter(known -> known.endsWith("." + last))
            .findFirst()
            .or(() -> Spelling.closest(name, FREQUENT));
    return "Unknown option '%s'.%s".formatted(name, didYouMean(closest));
  }

  private static String didYouMean(Optional<String> closest) {
    return closest.map(" Did you mean %s?"::formatted).orElse("");
  }
}
