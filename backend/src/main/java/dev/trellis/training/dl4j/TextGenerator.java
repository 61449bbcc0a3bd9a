package dev.trellis.training.dl4j;

import dev.trellis.dataset.Vocabulary;
import dev.trellis.training.GeneratingModel;
import dev.trellis.training.Sampling;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/** A text that a network goes on with, token by token. */
final class TextGenerator implements GeneratingModel.Continuation {
  private static final String LINE_BREAK = "\n";

  private final Vocabulary vocabulary;
  private final StepwiseNetwork network;
  private final TokenLottery lottery;
  private @Nullable String before;
  private float[] logits = {};

  /**
   * @param network in single precision; its parameters must stay as they are
   * @param prompt what it reads first; where there is nothing, a line begins
   */
  TextGenerator(MultiLayerNetwork network, Vocabulary vocabulary, int[] prompt, Sampling sampling) {
    this.vocabulary = vocabulary;
    this.network = new StepwiseNetwork(network);
    lottery = new TokenLottery(sampling, vocabulary.tokens().indexOf(Vocabulary.UNKNOWN));
    for (int token : prompt) {
      logits = this.network.read(token);
      before = vocabulary.token(token);
    }
    if (prompt.length == 0) {
      logits = this.network.read(Math.max(0, vocabulary.tokens().indexOf(LINE_BREAK)));
    }
  }

  @Override
  public String next() {
    int token = lottery.draw(logits);
    logits = network.read(token);
    String written = vocabulary.written(before, token);
    before = vocabulary.token(token);
    return written;
  }

  /** So many tokens more, as a text of their own. */
  String next(int tokens) {
    before = null;
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
