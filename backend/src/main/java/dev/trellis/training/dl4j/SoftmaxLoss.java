package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.LogSoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The output layer: a softmax over the vocabulary and the mean negative log likelihood of the right
 * tokens. Targets are indices all the way: no one-hot array is made.
 *
 * <p>Tokens are rows here, those of one time step together.
 */
final class SoftmaxLoss {
  private final INDArray weights;
  private final INDArray bias;
  private final Map<String, INDArray> gradients;
  private @Nullable INDArray rows;
  private @Nullable INDArray logLikelihoods;

  SoftmaxLoss(Layer layer) {
    weights = layer.getParam(WEIGHT_KEY);
    bias = layer.getParam(BIAS_KEY);
    gradients = GradientViews.of(layer);
  }

  /**
   * @param hidden {@code [streams, units, time]}
   * @param targets {@code [stream][time]}
   */
  Score forward(INDArray hidden, int[][] targets) {
    int streams = targets.length;
    int tokens = streams * targets[0].length;
    INDArray rows = hidden.permute(0, 2, 1).dup('f').reshape('f', tokens, hidden.size(1));
    // gemm fills columns: the transposed product has the likelihoods of a token side by side
    INDArray columns =
        Nd4j.createUninitialized(rows.dataType(), new long[] {weights.columns(), tokens}, 'f');
    Nd4j.gemm(weights, rows, columns, true, true, 1, 0);
    INDArray logLikelihoods = columns.transpose().addiRowVector(bias);
    Nd4j.exec(new LogSoftMax(logLikelihoods, logLikelihoods));
    this.rows = rows;
    this.logLikelihoods = logLikelihoods;

    long[] likeliest = logLikelihoods.argMax(1).toLongVector();
    double loss = 0;
    long correct = 0;
    for (int row = 0; row < tokens; row++) {
      int target = targets[row % streams][row / streams];
      loss -= logLikelihoods.getDouble(row, target);
      correct += likeliest[row] == target ? 1 : 0;
    }
    return new Score(tokens, loss, correct);
  }

  /**
   * Writes the gradient of the mean loss of a token.
   *
   * @param targets those given to {@link #forward}
   * @return the gradient by the hidden units, {@code [streams, units, time]}
   */
  INDArray backward(int[][] targets) {
    INDArray rows = requireNonNull(this.rows);
    INDArray delta = Transforms.exp(requireNonNull(logLikelihoods), false);
    int streams = targets.length;
    int tokens = streams * targets[0].length;
    for (int row = 0; row < tokens; row++) {
      int target = targets[row % streams][row / streams];
      delta.putScalar(row, target, delta.getDouble(row, target) - 1);
    }
    delta.divi(tokens);
    Nd4j.gemm(rows, delta, requireNonNull(gradients.get(WEIGHT_KEY)), true, false, 1, 0);
    INDArray biasGradient = requireNonNull(gradients.get(BIAS_KEY));
    biasGradient.assign(delta.sum(true, 0).reshape(biasGradient.shape()));

    INDArray hidden = Nd4j.createUninitialized(rows.dataType(), rows.shape(), 'f');
    Nd4j.gemm(delta, weights, hidden, false, true, 1, 0);
    this.rows = null;
    this.logLikelihoods = null;
    return hidden.reshape('f', streams, targets[0].length, weights.rows()).permute(0, 2, 1);
  }
}
