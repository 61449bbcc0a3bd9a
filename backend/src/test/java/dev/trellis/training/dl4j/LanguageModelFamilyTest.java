package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.space.Assignment;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LanguageModelFamilyTest {
  private static final DataShape DATA = DataShape.ofText(65);
  private static final LanguageModelFamily FAMILY = new LanguageModelFamily(() -> Instant.EPOCH);

  @Test
  void every_default_is_allowed() {
    assertThat(FAMILY.hyperparameters())
        .allSatisfy(
            hyperparameter -> {
              if (hyperparameter instanceof Hyperparameter.Real real) {
                assertThat(real.defaultNumber()).isBetween(real.low(), real.high());
                assertThat(real.lowIncluded() || real.defaultNumber() > real.low()).isTrue();
              } else if (hyperparameter instanceof Hyperparameter.Whole whole) {
                assertThat(whole.defaultNumber()).isBetween(whole.low(), whole.high());
              } else if (hyperparameter instanceof Hyperparameter.Word word) {
                assertThat(word.allowed()).contains(word.defaultValue().toString());
              }
            });
  }

  @Test
  void names_are_unique_and_in_snake_case() {
    List<String> hyperparameters =
        FAMILY.hyperparameters().stream().map(Hyperparameter::name).toList();
    List<String> metrics = FAMILY.metrics().stream().map(EpochMetric::name).toList();
    assertThat(hyperparameters).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z_]+"));
    assertThat(metrics).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z_]+"));
  }

  @Test
  void every_allowed_value_is_accepted() {
    for (Hyperparameter hyperparameter : FAMILY.hyperparameters()) {
      if (hyperparameter instanceof Hyperparameter.Word word) {
        for (String allowed : word.allowed()) {
          assertThat(FAMILY.parameterCount(defaultsWith(word.name(), allowed), DATA)).isPositive();
        }
      }
    }
  }

  @Test
  void hyperparameter_missing_in_assignment_has_default() {
    Map<String, Object> values = new LinkedHashMap<>(defaultsWith("layers", 2L).values());
    long complete = FAMILY.parameterCount(new Assignment(values), DATA);
    values.keySet().removeAll(List.of("schedule", "schedule_epochs", "momentum"));
    assertThat(FAMILY.parameterCount(new Assignment(values), DATA)).isEqualTo(complete);
  }

  @Test
  void parameters_of_largest_model_do_not_overflow() {
    Map<String, Object> values = new LinkedHashMap<>(defaultsWith("layers", 8L).values());
    values.putAll(Map.of("hidden_units", 4_096L, "embedding_size", 1_000L));
    assertThat(FAMILY.parameterCount(new Assignment(values), DataShape.ofText(100_000)))
        .isEqualTo(100_000_000L + 83_509_248L + 7 * 134_234_112L + 409_700_000L);
  }

  @Test
  void unknown_value_is_named_in_error() {
    assertThatThrownBy(() -> FAMILY.parameterCount(defaultsWith("updater", "ftrl"), DATA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ftrl");
  }

  /** Only workers load the native libraries of about 100 MB; the server reads definitions. */
  @Test
  void definitions_load_no_deep_learning_library() throws Exception {
    URL classes = LanguageModelFamily.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Object family =
          alone
              .loadClass(LanguageModelFamily.class.getName())
              .getConstructor(InstantSource.class)
              .newInstance(InstantSource.fixed(Instant.EPOCH));
      assertThat(family.getClass()).isNotEqualTo(LanguageModelFamily.class);
      assertThat(family.getClass().getMethod("metrics").invoke(family))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .hasSameSizeAs(FAMILY.metrics());
      Class<?> assignment = alone.loadClass(Assignment.class.getName());
      Class<?> shape = alone.loadClass(DataShape.class.getName());
      assertThat(
              family
                  .getClass()
                  .getMethod("parameterCount", assignment, shape)
                  .invoke(
                      family,
                      assignment
                          .getConstructor(Map.class)
                          .newInstance(defaultsWith("layers", 2L).values()),
                      shape.getConstructor(int.class, int.class, int.class).newInstance(65, 0, 0)))
          .isEqualTo(4_160L + 98_816L + 131_584L + 8_385L);
    }
  }

  private static Assignment defaultsWith(String name, Object value) {
    Map<String, Object> values = new LinkedHashMap<>();
    FAMILY.hyperparameters().forEach(each -> values.put(each.name(), each.defaultValue()));
    values.put(name, value);
    return new Assignment(values);
  }
}
