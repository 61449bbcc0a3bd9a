package dev.trellis.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.mock.env.MockEnvironment;

class AccessSettingsTest {
  private static final String TOKEN = "0123456789abcdef";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0123456789abcde",
        "0123456789 abcdef",
        "0123456789abcdef ",
        " 0123456789abcdef",
        "0123456789abcdéfg",
        "0123456789abcdef\u0000"
      })
  void unusable_token_is_refused_at_start(String token) {
    assertThatThrownBy(() -> access(token, null).requiredToken())
        .isInstanceOf(AccessSettingsException.class)
        .hasMessageContaining("trellis.jar token")
        .hasMessageNotContaining(token.strip().length() > 1 ? token.strip() : "'a'");
  }

  @Test
  void token_of_sixteen_characters_is_accepted() {
    AccessToken token = requireNonNull(access(TOKEN, null).requiredToken());

    assertThat(token.matches(TOKEN)).isTrue();
    assertThat(token.matches(TOKEN + "x")).isFalse();
    assertThat(token.matches("")).isFalse();
    assertThat(token.matches(null)).isFalse();
    assertThat(access("none", null).requiredToken()).isNull();
    assertThat(access("", null).requiredToken()).isNull();
  }

  @Test
  void token_is_read_from_a_file(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("token"), TOKEN + "\r\n");
    Path empty = Files.createFile(directory.resolve("empty"));

    AccessToken token = requireNonNull(access(null, file).requiredToken());

    assertThat(token.matches(TOKEN)).isTrue();
    assertThatThrownBy(() -> access(TOKEN, file).requiredToken()).hasMessageContaining("Both");
    assertThatThrownBy(() -> access(null, empty).requiredToken())
        .isInstanceOf(AccessSettingsException.class);
    assertThatThrownBy(() -> access(null, directory.resolve("missing")).requiredToken())
        .isInstanceOf(AccessSettingsException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void random_tokens_are_accepted_and_differ() {
    SecureRandom random = new SecureRandom();
    Set<String> tokens = new HashSet<>();
    for (int each = 0; each < 1_000; each++) {
      String token = AccessToken.random(random);
      assertThatCode(() -> AccessToken.of(token, "test")).doesNotThrowAnyException();
      tokens.add(token);
    }
    assertThat(tokens).hasSize(1_000);
  }

  @Test
  void server_that_others_reach_needs_a_decision_about_them(@TempDir Path directory)
      throws IOException {
    InetAddress everywhere = InetAddress.getByName("0.0.0.0");

    assertThatThrownBy(() -> check(access(null, null), everywhere, null))
        .isInstanceOf(AccessSettingsException.class)
        .hasMessageContaining("token-file");
    assertThatThrownBy(() -> check(access(" ", null), null, null))
        .isInstanceOf(AccessSettingsException.class);
    check(access(TOKEN, null), everywhere, null);
    check(access(null, directory.resolve("token")), everywhere, null);
    check(access("none", null), everywhere, null);
    check(access(null, null), InetAddress.getLoopbackAddress(), null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9090", "0", " 8081 "})
  void management_port_of_its_own_is_refused(String port) {
    assertThatThrownBy(() -> check(access(TOKEN, null), InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(AccessSettingsException.class)
        .hasMessageContaining("management.server.port is " + port.strip());
  }

  @Test
  void management_port_of_the_server_or_none_is_accepted() {
    check(access(TOKEN, null), InetAddress.getLoopbackAddress(), "8080");
    check(access(TOKEN, null), InetAddress.getLoopbackAddress(), "-1");
  }

  private static AccessProperties access(@Nullable String token, @Nullable Path file) {
    return new AccessProperties(token, file, Set.of());
  }

  private static void check(
      AccessProperties access, @Nullable InetAddress address, @Nullable String managementPort) {
    ServerProperties server = new ServerProperties();
    server.setAddress(address);
    MockEnvironment environment = new MockEnvironment();
    if (managementPort != null) {
      environment.setProperty("management.server.port", managementPort);
    }
    new StartCheck(access, server, environment).afterPropertiesSet();
  }
}
