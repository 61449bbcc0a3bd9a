package dev.trellis.training.dl4j.layer;

import static java.util.Objects.requireNonNull;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.LogSoftMax;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Output layer computed by ND4J in any floating-point precision. It is the fallback if oneDNN is
 * missing, and the reference in tests. Rows are tokens, ordered by time step, then stream.
 */
final class Dl4jSoftmax implements TokenLoss {
  private final INDArray weights;
  private final INDArray bias;
  private final INDArray weightGradient;
  private final INDArray biasGradient;
  private @Nullable INDArray rows;
  private @Nullable INDArray logProbabilities;
  private int[] predictions = {};

  Dl4jSoftmax(OutputParameters parameters) {
    weights = parameters.weights();
    bias = parameters.bias();
    weightGradient = parameters.weightGradient();
    biasGradient = parameters.biasGradient();
  }

  @Override
  public Score forward(INDArray hidden, int[][] targets) {
    int streams = targets.length;
    int tokens = streams * targets[0].length;
    INDArray rows = hidden.permute(0, 2, 1).dup('f').reshape('f', tokens, hidden.size(1));
    // gemm writes in f order; computing the transpose keeps the logits of a token contiguous
    INDArray columns =
        Nd4j.createUninitialized(rows.dataType(), new long[] {weights.columns(), tokens}, 'f');
    Nd4j.gemm(weights, rows, columns, true, true, 1, 0);
    INDArray logProbabilities = columns.transpose().addiRowVector(bias);
    Nd4j.exec(new LogSoftMax(logProbabilities, logProbabilities));
    this.rows = rows;
    this.logProbabilities = logProbabilities;

    predictions = logProbabilities.argMax(1).toIntVector();
    double loss = 0;
    long correct = 0;
    for (int row = 0; row < tokens; row++) {
      int target = targets[row % streams][row / streams];
      loss -= logProbabilities.getDouble(row, target);
      correct += predictions[row] == target ? 1 : 0;
    }
    return new Score(tokens, loss, correct);
  }

  @Override
  public int[] predictions() {
    return predictions;
  }

  @Override
  public INDArray backward(int[][] targets, LayerWorkspaceMgr workspaces) {
    INDArray rows = requireNonNull(this.rows);
    INDArray delta = Transforms.exp(requireNonNull(logProbabilities), false);
    int streams = targets.length;
    int tokens = streams * targets[0].length;
    for (int row = 0; row < tokens; row++) {
      int target = targets[row % streams][row / streams];
      delta.putScalar(row, target, delta.getDouble(row, target) - 1);
    }
    delta.divi(tokens);
    if (weightGradient.stride(0) == 1) {
      Nd4j.gemm(rows, delta, weightGradient, true, false, 1, 0);
    } else {
      Nd4j.gemm(delta, rows, weightGradient.transpose(), true, false, 1, 0);
    }
    biasGradient.assign(delta.sum(true, 0).reshape(biasGradient.shape()));

    INDArray hidden = Nd4j.createUninitialized(rows.dataType(), rows.shape(), 'f');
    Nd4j.gemm(delta, weights, hidden, false, true, 1, 0);
    this.rows = null;
    this.logProbabilities = null;
    return hidden.reshape('f', streams, targets[0].length, weights.rows()).permute(0, 2, 1);
  }

  @Override
  public String engine() {
    return "nd4j";
  }

  @Override
  public void close() {
    // owns no native memory between two steps
  }
}
