package dev.trellis.generation;

import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialResults;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/** Texts by the models of trials. */
@Service
public class Generation {
  private final Experiments experiments;
  private final TrialResults results;
  private final ExperimentStore store;
  private final GeneratorProcess process;
  private final GenerationProperties properties;

  Generation(
      Experiments experiments,
      TrialResults results,
      ExperimentStore store,
      GeneratorProcess process,
      GenerationProperties properties) {
    this.experiments = experiments;
    this.results = results;
    this.store = store;
    this.process = process;
    this.properties = properties;
  }

  /** Takes a text piece by piece. */
  @FunctionalInterface
  public interface Reader {
    void read(String text) throws IOException;
  }

  /** A text that has begun. */
  public interface Text {
    /**
     * Hands over the text as it is written.
     *
     * @throws IOException what the reader threw; or the text broke off
     */
    void to(Reader reader) throws IOException;
  }

  /**
   * Lets the model of a trial's best epoch go on with a prompt.
   *
   * @throws Problem where there is no such trial, it has no model, or the model cannot read the
   *     prompt
   */
  public Text generate(long trialId, GenerationRequest request) {
    Trial trial = experiments.trial(trialId);
    String key = trial.model();
    if (key == null) {
      throw Problem.conflict(
          "Trial %d has no model to write with: it is %s, and only completed trials keep one."
              .formatted(trialId, trial.state()));
    }
    String family = store.spec(trial.experimentId()).orElseThrow().family();
    var question =
        new ModelRequest(family, key, "", request.prompt(), request.length(), request.sampling());
    BlockingQueue<Frame> frames = process.ask(question, () -> open(trial));
    Frame first = next(frames);
    if (first.kind() == Frame.Kind.PROBLEM) {
      throw Problem.invalid("/prompt", first.text());
    }
    if (first.kind() == Frame.Kind.FAILED) {
      throw Problem.of(ProblemKind.UNAVAILABLE, first.text());
    }
    return reader -> handOver(first, frames, reader);
  }

  private InputStream open(Trial trial) throws IOException {
    try {
      return results.openModel(trial);
    } catch (Problem gone) {
      throw new IOException(gone.getMessage(), gone);
    }
  }

  private void handOver(Frame first, BlockingQueue<Frame> frames, Reader reader)
      throws IOException {
    StringBuilder ready = new StringBuilder();
    Frame frame = first;
    while (!frame.kind().isLast()) {
      ready.append(frame.text());
      Frame following = frames.poll();
      if (following == null) {
        reader.read(ready.toString());
        ready.setLength(0);
        following = next(frames);
      }
      frame = following;
    }
    reader.read(ready.toString());
    if (frame.kind() != Frame.Kind.END) {
      throw new IOException(frame.text());
    }
  }

  /** The process ends what takes too long; waiting a little longer is for the line before it. */
  private Frame next(BlockingQueue<Frame> frames) {
    try {
      Frame frame = frames.poll(2 * properties.textLimit().toSeconds(), TimeUnit.SECONDS);
      return frame == null
          ? new Frame(Frame.Kind.FAILED, "Too many texts are being written; try again later.")
          : frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Frame(Frame.Kind.FAILED, "The server is shutting down.");
    }
  }
}
