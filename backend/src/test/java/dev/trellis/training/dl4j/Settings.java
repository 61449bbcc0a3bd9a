package dev.trellis.training.dl4j;

/** Small language models to test with. */
final class Settings {
  private Settings() {}

  static LanguageModelSettings with(
      LanguageModelSettings.Cell cell, int layers, Optimiser.Kind updater) {
    return new LanguageModelSettings(
        LearningRate.constant(1),
        3,
        3,
        layers,
        3,
        4,
        0,
        1000,
        cell,
        EmbeddingStart.RANDOM,
        optimiser(updater));
  }

  static Optimiser optimiser(Optimiser.Kind kind) {
    return new Optimiser(kind, 0.9, 0.05);
  }
}
