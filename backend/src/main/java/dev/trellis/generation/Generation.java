package dev.trellis.generation;

import static java.util.Objects.requireNonNull;

import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialResults;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.training.Sampling;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/** Texts and labels by the models of trials. */
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

    /** Returns the distinct tokens of the prompt that the model never saw in training. */
    List<String> unknownTokens();
  }

  /**
   * Labels of a text.
   *
   * @param likelihoods how likely each label is, the likeliest first
   * @param unknownTokens distinct tokens of the text that the model never saw in training
   */
  public record Classification(Map<String, Double> likelihoods, List<String> unknownTokens) {}

  /**
   * Lets the model of a trial's best epoch go on with a prompt.
   *
   * @throws Problem where there is no such trial, it has no model, or the model cannot read the
   *     prompt
   */
  public Text generate(long trialId, GenerationRequest request) {
    BlockingQueue<Frame> frames =
        ask(
            withModel(trialId),
            ModelRequest.Kind.GENERATE,
            request.prompt(),
            request.length(),
            request.sampling());
    List<String> unknown = new ArrayList<>();
    Frame first = first(frames, "/prompt", unknown);
    return new Text() {
      @Override
      public void to(Reader reader) throws IOException {
        handOver(first, frames, reader);
      }

      @Override
      public List<String> unknownTokens() {
        return unknown;
      }
    };
  }

  /**
   * Asks the model of a trial's best epoch for the label of a text.
   *
   * @throws Problem where there is no such trial, or it has no model that gives labels
   */
  public Classification classify(long trialId, String text) {
    Trial trial = withModel(trialId);
    int longest = trial.sequenceLength();
    BlockingQueue<Frame> frames =
        ask(trial, ModelRequest.Kind.CLASSIFY, text, longest, new Sampling(1, 0, 0));
    Map<String, Double> likelihoods = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    Frame frame = first(frames, "/text", unknown);
    for (; !frame.kind().isLast(); frame = next(frames)) {
      int space = frame.text().indexOf(' ');
      likelihoods.put(
          frame.text().substring(space + 1), Double.valueOf(frame.text().substring(0, space)));
    }
    if (frame.kind() != Frame.Kind.END) {
      throw Problem.of(ProblemKind.UNAVAILABLE, frame.text());
    }
    return new Classification(likelihoods, unknown);
  }

  private Trial withModel(long trialId) {
    Trial trial = experiments.trial(trialId);
    if (trial.model() == null) {
      throw Problem.conflict(
          "Trial %d has no model to use: it is %s, and only completed trials keep one."
              .formatted(trialId, trial.state()));
    }
    return trial;
  }

  private BlockingQueue<Frame> ask(
      Trial trial, ModelRequest.Kind kind, String text, int tokens, Sampling sampling) {
    String key = requireNonNull(trial.model());
    String family = store.existingSpec(trial.experimentId()).family();
    return process.ask(
        new ModelRequest(kind, family, key, "", text, tokens, sampling), () -> open(trial));
  }

  /**
   * Whatever is wrong is known with the first frame after the unknown tokens.
   *
   * @param unknown is added to
   */
  private Frame first(BlockingQueue<Frame> frames, String pointer, List<String> unknown) {
    Frame first = next(frames);
    for (; first.kind() == Frame.Kind.UNKNOWN; first = next(frames)) {
      unknown.add(first.text());
    }
    if (first.kind() == Frame.Kind.PROBLEM) {
      throw Problem.invalid(pointer, first.text());
    }
    if (first.kind() == Frame.Kind.UNSUITED) {
      throw Problem.conflict(first.text());
    }
    if (first.kind() == Frame.Kind.FAILED) {
      throw Problem.of(ProblemKind.UNAVAILABLE, first.text());
    }
    return first;
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
