package dev.trellis.training.dl4j;

/** Small language models to test with. */
final class Settings {
  private Settings() {}

  static LanguageModelSettings with(
      LanguageModelSettings.Cell cell, int layers, LanguageModelSettings.Updater updater) {
    return new LanguageModelSettings(1, 3, 3, layers, 3, 4, 0, 1000, cell, updater);
  }
}
