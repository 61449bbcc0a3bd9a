package dev.trellis.training.dl4j.onednn;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import dev.trellis.training.dl4j.onednn.memory.OneDnnLibrary;
import dev.trellis.training.dl4j.onednn.memory.ShapeCache;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An output layer over a vocabulary: softmax with the negative log-likelihood as loss. Targets are
 * token indices, so that no one-hot array is needed. The parameters and gradient views of the layer
 * are used in place. An instance must be used by one thread.
 */
public final class OneDnnSoftmax implements AutoCloseable {
  private final stream stream = new stream(OneDnnLibrary.cpu());
  private final ShapeCache<OutputPasses.Shape, OutputPasses> passes =
      new ShapeCache<>(shape -> new OutputPasses(stream, shape), OutputPasses::close);
  private final INDArray weights;
  private final INDArray bias;
  private final INDArray weightGradient;
  private final INDArray biasGradient;
  private final float[] row;
  private OutputPasses.@Nullable Shape last;

  /**
   * All arrays must have the type FLOAT.
   *
   * @param weights [hidden, vocabulary], column-major as in DL4J, or row-major
   * @param bias [1, vocabulary]
   * @param weightGradient receives the gradient of the weights, in the layout of the weights
   * @param biasGradient receives the gradient of the bias, [1, vocabulary]
   */
  public OneDnnSoftmax(
      INDArray weights, INDArray bias, INDArray weightGradient, INDArray biasGradient) {
    this.weights = weights;
    this.bias = bias;
    this.weightGradient = weightGradient;
    this.biasGradient = biasGradient;
    row = new float[(int) weights.size(1)];
  }

  /** Returns whether oneDNN is available. */
  public static boolean isAvailable() {
    return OneDnnLibrary.loadError().isEmpty();
  }

  /**
   * The result of a forward pass.
   *
   * @param loss sum of the negative log-likelihoods of the target tokens, in nats
   * @param correct number of tokens whose prediction equals the target
   * @param predictions predicted token of each position; index: step * minibatch + sequence
   */
  public record Likelihood(double loss, long correct, int[] predictions) {}

  /**
   * Computes the loss and the predictions.
   *
   * @param hidden [minibatch, hidden, steps]; must not be changed until {@link #backward}
   * @param targets [minibatch][steps], indices into the vocabulary
   */
  public Likelihood forward(INDArray hidden, int[][] targets) {
    var shape =
        new OutputPasses.Shape(
            targets.length,
            targets[0].length,
            weights.size(0),
            weights.size(1),
            weights.stride(0) == 1);
    OutputPasses pass = passes.get(shape);
    pass.rows().bind(hidden);
    pass.multiply(Memories.addressOf(weights), Memories.addressOf(bias));
    int tokens = (int) shape.tokens();
    int[] predictions = new int[tokens];
    double loss = 0;
    long correct = 0;
    FloatPointer matrix = pass.matrix();
    for (int token = 0; token < tokens; token++) {
      int target = target(targets, token);
      predictions[token] = argmax(matrix, token);
      correct += predictions[token] == target ? 1 : 0;
      loss += row[predictions[token]] - row[target];
    }
    pass.softmax();
    // -log p(target) = logit(argmax) - logit(target) - log p(argmax), which cannot underflow
    for (int token = 0; token < tokens; token++) {
      loss -= Math.log(matrix.get((long) token * row.length + predictions[token]));
    }
    last = shape;
    return new Likelihood(loss, correct, predictions);
  }

  /** Returns the target of a row; row = step * minibatch + sequence. */
  private static int target(int[][] targets, int token) {
    return targets[token % targets.length][token / targets.length];
  }

  /** Returns the index of the largest logit of a token, and leaves the logits in {@code row}. */
  private int argmax(FloatPointer matrix, int token) {
    matrix.position((long) token * row.length).get(row);
    matrix.position(0);
    int argmax = 0;
    for (int index = 1; index < row.length; index++) {
      if (row[index] > row[argmax]) {
        argmax = index;
      }
    }
    return argmax;
  }

  /**
   * Writes the gradient of the mean loss into the gradient views.
   *
   * @param targets targets of the last {@link #forward}
   * @return gradient of the hidden state, [minibatch, hidden, steps]
   */
  public INDArray backward(int[][] targets, LayerWorkspaceMgr workspaces) {
    OutputPasses.Shape shape = last;
    if (shape == null) {
      throw new IllegalStateException(
          "backward was called before forward; run the forward pass first");
    }
    OutputPasses pass = passes.get(shape);
    FloatPointer delta = pass.matrix();
    int tokens = (int) shape.tokens();
    for (int token = 0; token < tokens; token++) {
      long index = (long) token * row.length + target(targets, token);
      delta.put(index, delta.get(index) - 1);
    }
    long[] dimensions = {shape.steps(), shape.minibatch(), shape.hidden()};
    INDArray hiddenGradient =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, dimensions, 'c');
    pass.backward(
        Memories.addressOf(weightGradient),
        Memories.addressOf(biasGradient),
        Memories.addressOf(hiddenGradient));
    // divides by the number of tokens here, because the gradients are smaller than the logits
    weightGradient.divi(tokens);
    biasGradient.divi(tokens);
    last = null;
    return hiddenGradient.divi(tokens).permute(1, 2, 0);
  }

  @Override
  public void close() {
    passes.close();
    stream.close();
  }
}
