package dev.trellis.training.dl4j;

import dev.trellis.training.dl4j.onednn.OneDnnSoftmax;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output layer: a softmax over the vocabulary and the mean negative log likelihood of the right
 * tokens. Targets are indices all the way: no one-hot array is made.
 */
interface TokenLoss extends AutoCloseable {
  Logger LOG = LoggerFactory.getLogger(TokenLoss.class);

  /** Where output layers are built: on oneDNN where it can. */
  static TokenLoss of(OutputParameters parameters) {
    boolean single = parameters.weights().dataType() == DataType.FLOAT;
    if (single && OneDnnSoftmax.isAvailable()) {
      return new FastSoftmax(parameters);
    }
    LOG.warn("The output layer runs on ND4J: {}", single ? "oneDNN is missing" : "not in FLOAT");
    return new Dl4jSoftmax(parameters);
  }

  /**
   * @param hidden {@code [streams, units, time]}; must stay as it is until {@link #backward}
   * @param targets {@code [stream][time]}
   */
  Score forward(INDArray hidden, int[][] targets);

  /** What the last {@link #forward} held for the likeliest, those of a time step together. */
  int[] likeliest();

  /**
   * Writes the gradient of the mean loss of a token.
   *
   * @param targets those given to {@link #forward}
   * @return the gradient by the hidden units, {@code [streams, units, time]}
   */
  INDArray backward(int[][] targets, LayerWorkspaceMgr workspaces);

  /** Who computes it, in a word or two. */
  String engine();

  @Override
  void close();

  /** oneDNN's, on the layer's own arrays. */
  final class FastSoftmax implements TokenLoss {
    private final OneDnnSoftmax softmax;
    private int[] likeliest = {};

    private FastSoftmax(OutputParameters parameters) {
      softmax =
          new OneDnnSoftmax(
              parameters.weights(),
              parameters.bias(),
              parameters.weightGradient(),
              parameters.biasGradient());
    }

    @Override
    public Score forward(INDArray hidden, int[][] targets) {
      OneDnnSoftmax.Likelihood likelihood = softmax.forward(hidden, targets);
      likeliest = likelihood.likeliest();
      long tokens = (long) targets.length * targets[0].length;
      return new Score(tokens, likelihood.loss(), likelihood.correct());
    }

    @Override
    public int[] likeliest() {
      return likeliest;
    }

    @Override
    public INDArray backward(int[][] targets, LayerWorkspaceMgr workspaces) {
      return softmax.backward(targets, workspaces);
    }

    @Override
    public String engine() {
      return "onednn";
    }

    @Override
    public void close() {
      softmax.close();
    }
  }
}
