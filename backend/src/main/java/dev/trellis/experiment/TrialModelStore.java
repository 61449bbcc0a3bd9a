package dev.trellis.experiment;

import java.util.Collection;
import java.util.List;

/** Which trials have which models: one that took over a result has the model of another. */
public interface TrialModelStore {
  /** Artifact keys of the models that trials of an experiment have. */
  List<String> of(long experimentId);

  /** Those of the keys that some trial still has. */
  List<String> inUse(Collection<String> keys);
}
