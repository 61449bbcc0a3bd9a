package dev.trellis.training.dl4j;

import dev.trellis.space.Assignment;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.dl4j.settings.CellType;
import dev.trellis.training.dl4j.settings.ClassifierSettings;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import dev.trellis.training.dl4j.settings.Optimizer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Settings of small models for tests; other hyperparameters have the family's defaults. */
public final class Settings {
  private Settings() {}

  /** Returns settings of a language model. */
  public static LanguageModelSettings of(Map<String, Object> changes) {
    return LanguageModelSettings.of(
        assignment(new LanguageModelFamily(() -> Instant.EPOCH), changes));
  }

  public static ClassifierSettings ofClassifier(Map<String, Object> changes) {
    return ClassifierSettings.of(assignment(new ClassifierFamily(() -> Instant.EPOCH), changes));
  }

  public static LanguageModelSettings with(CellType cell, int layers, Optimizer.Kind updater) {
    return of(Map.of("cell", word(cell), "layers", layers, "updater", word(updater)));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Assignment assignment(ModelFamily family, Map<String, Object> changes) {
    Map<String, Object> values = new LinkedHashMap<>();
    family.hyperparameters().forEach(each -> values.put(each.name(), each.defaultValue()));
    values.putAll(
        Map.of(
            "learning_rate",
            1.0,
            "minibatch_size",
            3,
            "hidden_units",
            3,
            "embedding_size",
            3,
            "sequence_length",
            4,
            "gradient_clipping",
            1e9,
            "weight_decay",
            0.05));
    values.putAll(changes);
    return new Assignment(values);
  }
}
