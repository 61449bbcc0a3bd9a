package dev.trellis.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static Command read(String line) {
    return CommandLine.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "'',server",
    "server,server",
    "worker,worker",
    "demo,demo",
    "--spring.datasource.password= server,server",
    "--trellis.home=x worker,worker",
    "server --debug --server.port=8081 --spring.datasource.url=jdbc:postgresql://h/d,server",
    "--logging.level.root=info --management.endpoints.web.base-path=/m,server"
  })
  void command_starts_its_role_with_options(String line, String role) {
    List<String> options =
        List.of(line.split(" ")).stream().filter(word -> word.startsWith("--")).toList();
    assertThat(read(line)).isEqualTo(new Command.Start(role, options));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help", "demo --help", "-h worker", "help server"})
  void help_is_printed(String line) {
    assertThat(read(line))
        .isInstanceOfSatisfying(
            Command.Print.class, print -> assertThat(print.text()).contains("Usage: java -jar"));
  }

  @Test
  void help_of_each_command_differs() {
    assertThat(List.of(read("help"), read("help server"), read("help worker"), read("help demo")))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "version"})
  void version_is_printed(String line) {
    assertThat(read(line))
        .isInstanceOfSatisfying(
            Command.Print.class, print -> assertThat(print.text()).startsWith("Trellis "));
  }

  @Test
  void token_is_random() {
    Command.Print first = (Command.Print) read("token");

    assertThat(first.text()).matches("[A-Za-z0-9_-]{43}");
    assertThat(read("token")).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "wrker,Did you mean worker?",
    "submit,Unknown command 'submit'",
    "hlep,Did you mean help?",
    "server worker,'server and worker'",
    "--server.port 8081,Options are written --name=value",
    "--port=8081,Did you mean --server.port?",
    "worker --trials=4,Did you mean --trellis.worker.trials?",
    "--hlep,Did you mean --help?",
    "--trellis.home=,Option '--trellis.home=' has no value",
    "worker --spring.datasource.url,Option '--spring.datasource.url' has no value",
    "-x,Unknown option '-x'",
    "-Dserver.port=8081,Unknown option '-Dserver.port'",
    "--trellishome=x,Did you mean --trellis.home?",
    "demo please --help,Unknown command 'please'"
  })
  void error_is_reported_with_the_usage(String line, String message) {
    assertThat(read(line))
        .isInstanceOfSatisfying(
            Command.Reject.class,
            rejection ->
                assertThat(rejection.text()).contains(message).contains("Usage: java -jar"));
  }
}
