package dev.trellis.testing;

import dev.trellis.dataset.text.TrainingData;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.inference.TrainedModel;
import java.nio.file.Path;

/** A family whose models learn nothing, for tests. */
public abstract class InventedFamily implements ModelFamily {
  private final String name;
  private final String description;

  protected InventedFamily(String name, String description) {
    this.name = name;
    this.description = description;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public TrainingData.Kind dataKind() {
    return TrainingData.Kind.LANGUAGE;
  }

  @Override
  public TrainedModel open(Path modelFile) {
    throw new UnsupportedOperationException("nothing was trained");
  }
}
