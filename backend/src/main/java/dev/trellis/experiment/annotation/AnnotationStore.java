package dev.trellis.experiment.annotation;

import java.util.Collection;
import java.util.List;

/** Persistent annotations. */
public interface AnnotationStore {
  /**
   * @return whether the experiment was there
   */
  boolean annotateExperiment(long id, Annotation annotation);

  /**
   * @return whether the trial was there
   */
  boolean annotateTrial(long id, Annotation annotation);

  /**
   * Adds and takes away tags of many trials at once.
   *
   * @return how many of the trials were there
   */
  int tagTrials(Collection<Long> ids, List<String> add, List<String> remove);
}
