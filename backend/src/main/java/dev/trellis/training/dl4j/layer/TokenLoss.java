package dev.trellis.training.dl4j.layer;

import dev.trellis.training.dl4j.onednn.OneDnnSoftmax;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Output layer: softmax over the vocabulary and mean negative log likelihood of the targets.
 * Targets are indices; no one-hot array is created.
 */
public interface TokenLoss extends AutoCloseable {
  Logger LOG = LoggerFactory.getLogger(TokenLoss.class);

  /** Creates an output layer: oneDNN if available and in single precision, otherwise ND4J. */
  static TokenLoss of(OutputParameters parameters) {
    boolean single = parameters.weights().dataType() == DataType.FLOAT;
    if (single && OneDnnSoftmax.isAvailable()) {
      return new FastSoftmax(parameters);
    }
    LOG.warn("The output layer runs on ND4J: {}", single ? "oneDNN is missing" : "not in FLOAT");
    return new Dl4jSoftmax(parameters);
  }

  /**
   * Computes loss and predictions.
   *
   * @param hidden inputs, {@code [streams, units, time]}; must not change until {@link #backward}
   * @param targets {@code [stream][time]}
   */
  Score forward(INDArray hidden, int[][] targets);

  /**
   * Returns the most likely class of each prediction of the last {@link #forward}, ordered by time
   * step, then stream.
   */
  int[] predictions();

  /**
   * Writes the gradients of the mean loss with respect to the parameters.
   *
   * @param targets targets of the last {@link #forward}
   * @return gradient with respect to {@code hidden}, {@code [streams, units, time]}
   */
  INDArray backward(int[][] targets, LayerWorkspaceMgr workspaces);

  /** Returns the short name of the engine. */
  String engine();

  @Override
  void close();

  /** Output layer computed by oneDNN on the arrays of the DL4J layer. */
  final class FastSoftmax implements TokenLoss {
    private final OneDnnSoftmax softmax;
    private int[] predictions = {};

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
      predictions = likelihood.predictions();
      long tokens = (long) targets.length * targets[0].length;
      return new Score(tokens, likelihood.loss(), likelihood.correct());
    }

    @Override
    public int[] predictions() {
      return predictions;
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
