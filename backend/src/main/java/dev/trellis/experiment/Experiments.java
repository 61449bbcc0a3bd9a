package dev.trellis.experiment;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.Datasets;
import dev.trellis.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Experiments as their authors see them: submit, look, cancel, delete. */
@Service
public class Experiments {
  private final ExperimentStore experiments;
  private final TrialStore trials;
  private final Datasets datasets;
  private final ArtifactStore artifacts;
  private final ApplicationEventPublisher events;

  Experiments(
      ExperimentStore experiments,
      TrialStore trials,
      Datasets datasets,
      ArtifactStore artifacts,
      ApplicationEventPublisher events) {
    this.experiments = experiments;
    this.trials = trials;
    this.datasets = datasets;
    this.artifacts = artifacts;
    this.events = events;
  }
}
