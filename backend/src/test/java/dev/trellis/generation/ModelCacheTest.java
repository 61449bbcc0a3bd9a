package dev.trellis.generation;

import static dev.trellis.testing.Proxies.proxy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.training.ModelFamilies;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.inference.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {
  @TempDir Path directory;
  private final List<String> closed = new ArrayList<>();
  private final ModelCache models = new ModelCache(new ModelFamilies(List.of(family())), 2, 100);

  @Test
  void least_recently_used_model_is_evicted_at_the_limit() throws IOException {
    load("a", 10);
    load("b", 10);
    assertThat(models.get("a")).isNotNull();
    load("c", 10);

    assertThat(models.get("b")).isNull();
    assertThat(models.get("a")).isNotNull();
    assertThat(closed).containsExactly("b");
  }

  @Test
  void models_are_evicted_until_the_new_model_fits() throws IOException {
    load("a", 40);
    load("b", 40);
    load("c", 90);
    assertThat(closed).containsExactly("a", "b");
    load("d", 10);
    assertThat(models.get("c")).isNotNull();
  }

  @Test
  void model_above_the_size_limit_is_rejected() throws IOException {
    load("a", 40);
    assertThatThrownBy(() -> load("b", 101))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("101 bytes; at most 100 are allowed");
    assertThat(models.get("a")).isNotNull();
    models.close();
    assertThat(closed).containsExactly("a");
  }

  private void load(String name, int bytes) throws IOException {
    models.load(name, "language_model", Files.write(directory.resolve(name), new byte[bytes]));
  }

  /** Returns a family whose models record that they were closed. */
  private ModelFamily family() {
    return proxy(
        ModelFamily.class,
        (self, method, arguments) ->
            switch (method.getName()) {
              case "name" -> "language_model";
              case "open" ->
                  (TrainedModel) () -> closed.add(((Path) arguments[0]).getFileName().toString());
              default -> throw new UnsupportedOperationException(method.getName());
            });
  }
}
