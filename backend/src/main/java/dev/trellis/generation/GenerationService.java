package dev.trellis.generation;

import static java.util.Objects.requireNonNull;

import dev.trellis.experiment.ExperimentStore;
import dev.trellis.experiment.Experiments;
import dev.trellis.experiment.Trial;
import dev.trellis.experiment.TrialResults;
import dev.trellis.problem.Problem;
import dev.trellis.problem.ProblemKind;
import dev.trellis.training.inference.SamplingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/** Generates and classifies text with the models of trials. */
@Service
public class GenerationService {
  private final Experiments experiments;
  private final TrialResults results;
  private final ExperimentStore store;
  private final GeneratorProcess process;
  private final GenerationProperties properties;

  GenerationService(
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

  /** Consumer of a generated text in pieces of one or more tokens. */
  @FunctionalInterface
  public interface TextConsumer {
    void accept(String text) throws IOException;
  }

  /** Text whose generation has started. */
  public interface GeneratedText {
    /**
     * Passes the text to the consumer as it is generated, and returns after the last token.
     *
     * @throws IOException if the consumer throws it, or if generation fails or exceeds its time
     *     limit
     */
    void writeTo(TextConsumer consumer) throws IOException;

    /** Returns the distinct tokens of the prompt that the model never saw in training. */
    List<String> unknownTokens();
  }

  /**
   * Classification of a text.
   *
   * @param probabilities probability of each label, the most probable label first
   * @param unknownTokens distinct tokens of the text that the model never saw in training
   */
  public record Classification(Map<String, Double> probabilities, List<String> unknownTokens) {}

  /**
   * Generates a continuation of a prompt with the model of a trial's best epoch.
   *
   * @throws Problem if the trial does not exist, has no model that generates text, or the model
   *     cannot read the prompt
   */
  public GeneratedText generate(long trialId, GenerationRequest request) {
    BlockingQueue<AnswerFrame> frames =
        submit(
            trialWithModel(trialId),
            ModelRequest.Kind.GENERATE,
            request.prompt(),
            request.length(),
            request.sampling());
    List<String> unknown = new ArrayList<>();
    AnswerFrame first = firstFrame(frames, "/prompt", unknown);
    return new GeneratedText() {
      @Override
      public void writeTo(TextConsumer consumer) throws IOException {
        stream(first, frames, consumer);
      }

      @Override
      public List<String> unknownTokens() {
        return unknown;
      }
    };
  }

  /**
   * Classifies a text with the model of a trial's best epoch.
   *
   * @throws Problem if the trial does not exist or has no model that classifies text
   */
  public Classification classify(long trialId, String text) {
    Trial trial = trialWithModel(trialId);
    int maxTokens = trial.sequenceLength();
    BlockingQueue<AnswerFrame> frames =
        submit(trial, ModelRequest.Kind.CLASSIFY, text, maxTokens, new SamplingSettings(1, 0, 0));
    Map<String, Double> probabilities = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    AnswerFrame frame = firstFrame(frames, "/text", unknown);
    for (; !frame.kind().isLast(); frame = nextFrame(frames)) {
      int space = frame.text().indexOf(' ');
      probabilities.put(
          frame.text().substring(space + 1), Double.valueOf(frame.text().substring(0, space)));
    }
    if (frame.kind() != AnswerFrame.Kind.END) {
      throw Problem.of(ProblemKind.UNAVAILABLE, frame.text());
    }
    return new Classification(probabilities, unknown);
  }

  private Trial trialWithModel(long trialId) {
    Trial trial = experiments.trial(trialId);
    if (trial.model() == null) {
      throw Problem.conflict(
          "Trial %d has no model: its state is %s. Use a trial whose state is COMPLETED."
              .formatted(trialId, trial.state()));
    }
    return trial;
  }

  private BlockingQueue<AnswerFrame> submit(
      Trial trial, ModelRequest.Kind kind, String text, int tokens, SamplingSettings sampling) {
    String key = requireNonNull(trial.model());
    String family = store.existingSpec(trial.experimentId()).family();
    return process.submit(
        new ModelRequest(kind, family, key, "", text, tokens, sampling), () -> open(trial));
  }

  /**
   * Returns the first frame after the unknown tokens. Errors are thrown here, before the HTTP
   * status is sent.
   *
   * @param unknown receives the unknown tokens
   */
  private AnswerFrame firstFrame(
      BlockingQueue<AnswerFrame> frames, String pointer, List<String> unknown) {
    AnswerFrame first = nextFrame(frames);
    for (; first.kind() == AnswerFrame.Kind.UNKNOWN_TOKEN; first = nextFrame(frames)) {
      unknown.add(first.text());
    }
    if (first.kind() == AnswerFrame.Kind.INVALID_REQUEST) {
      throw Problem.invalid(pointer, first.text());
    }
    if (first.kind() == AnswerFrame.Kind.UNSUPPORTED) {
      throw Problem.conflict(first.text());
    }
    if (first.kind() == AnswerFrame.Kind.FAILED) {
      throw Problem.of(ProblemKind.UNAVAILABLE, first.text());
    }
    return first;
  }

  private InputStream open(Trial trial) throws IOException {
    try {
      return results.openModel(trial);
    } catch (Problem deleted) {
      throw new IOException(deleted.getMessage(), deleted);
    }
  }

  private void stream(AnswerFrame first, BlockingQueue<AnswerFrame> frames, TextConsumer consumer)
      throws IOException {
    StringBuilder ready = new StringBuilder();
    AnswerFrame frame = first;
    while (!frame.kind().isLast()) {
      ready.append(frame.text());
      AnswerFrame following = frames.poll();
      if (following == null) {
        consumer.accept(ready.toString());
        ready.setLength(0);
        following = nextFrame(frames);
      }
      frame = following;
    }
    consumer.accept(ready.toString());
    if (frame.kind() != AnswerFrame.Kind.END) {
      throw new IOException(frame.text());
    }
  }

  /**
   * Waits for the next frame. The timeout is twice the time limit of one request, because earlier
   * requests may still be in the queue.
   */
  private AnswerFrame nextFrame(BlockingQueue<AnswerFrame> frames) {
    try {
      AnswerFrame frame = frames.poll(2 * properties.textLimit().toSeconds(), TimeUnit.SECONDS);
      return frame == null
          ? new AnswerFrame(
              AnswerFrame.Kind.FAILED,
              "Too many requests are waiting for a model; try again later.")
          : frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AnswerFrame(AnswerFrame.Kind.FAILED, "The server is shutting down.");
    }
  }
}
