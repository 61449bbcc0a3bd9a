package dev.trellis.training.dl4j.inference;

import dev.trellis.dataset.text.Vocabulary;
import dev.trellis.training.inference.GeneratingModel;
import dev.trellis.training.inference.SamplingSettings;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/** Generates text with a language model, token by token. */
public final class TextGenerator implements GeneratingModel.Continuation {
  private static final String LINE_BREAK = "\n";

  private final Vocabulary vocabulary;
  private final StepwiseNetwork network;
  private final TokenSampler sampler;
  private @Nullable String previousToken;
  private float[] logits = {};

  /**
   * Creates a generator and reads the prompt.
   *
   * @param network network in single precision; its parameters must not change during use
   * @param prompt tokens to read first; if empty, the text starts at a new line
   */
  public TextGenerator(
      MultiLayerNetwork network, Vocabulary vocabulary, int[] prompt, SamplingSettings sampling) {
    this.vocabulary = vocabulary;
    this.network = new StepwiseNetwork(network);
    sampler = new TokenSampler(sampling, vocabulary.tokens().indexOf(Vocabulary.UNKNOWN));
    for (int token : prompt) {
      logits = this.network.read(token);
      previousToken = vocabulary.token(token);
    }
    if (prompt.length == 0) {
      logits = this.network.read(Math.max(0, vocabulary.tokens().indexOf(LINE_BREAK)));
    }
  }

  @Override
  public String next() {
    int token = sampler.draw(logits);
    logits = network.read(token);
    String written = vocabulary.written(previousToken, token);
    previousToken = vocabulary.token(token);
    return written;
  }

  /** Generates a number of tokens as a separate text, without a leading space. */
  public String generate(int tokens) {
    previousToken = null;
    StringBuilder text = new StringBuilder();
    for (int count = 0; count < tokens; count++) {
      text.append(next());
    }
    return text.toString();
  }

  @Override
  public void close() {
    network.close();
  }
}
