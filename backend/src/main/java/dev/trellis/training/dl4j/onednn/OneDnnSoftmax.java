package dev.trellis.training.dl4j.onednn;

import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An output layer over a vocabulary: a softmax, and the mean negative log likelihood of the right
 * tokens. Targets are indices, no one-hot array is made; the layer's parameters and gradient views
 * are used where they lie. For one thread.
 */
public final class OneDnnSoftmax implements AutoCloseable {
  private final stream stream = new stream(OneDnnLibrary.cpu());
  private final RecentShapes<OutputPasses.Shape, OutputPasses> passes =
      new RecentShapes<>(shape -> new OutputPasses(stream, shape), OutputPasses::close);
  private final INDArray weights;
  private final INDArray bias;
  private final INDArray weightGradient;
  private final INDArray biasGradient;
  private final float[] row;
  private OutputPasses.@Nullable Shape last;

  /**
   * In FLOAT.
   *
   * @param weights [hidden, vocabulary], by columns, as DL4J lays them out, or by rows
   * @param bias [1, vocabulary]
   * @param weightGradient takes the gradient of the weights, laid out like them
   */
  public OneDnnSoftmax(
      INDArray weights, INDArray bias, INDArray weightGradient, INDArray biasGradient) {
    this.weights = weights;
    this.bias = bias;
    this.weightGradient = weightGradient;
    this.biasGradient = biasGradient;
    row = new float[(int) weights.size(1)];
  }

  /** Whether oneDNN is there for it. */
  public static boolean isAvailable() {
    return OneDnnLibrary.problem().isEmpty();
  }

  /**
   * How well the right tokens were foretold.
   *
   * @param loss the sum of their negative log likelihoods, in nats
   * @param correct how many of them were the likeliest
   * @param likeliest the likeliest of each, those of a time step together
   */
  public record Likelihood(double loss, long correct, int[] likeliest) {}

  /**
   * @param hidden [minibatch, hidden, steps]; must stay as it is until {@link #backward}
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
    pass.rows().use(hidden);
    pass.multiply(Memories.addressOf(weights), Memories.addressOf(bias));
    int tokens = (int) shape.tokens();
    int[] likeliest = new int[tokens];
    double loss = 0;
    long correct = 0;
    FloatPointer matrix = pass.matrix();
    for (int token = 0; token < tokens; token++) {
      int target = target(targets, token);
      likeliest[token] = likeliest(matrix, token);
      correct += likeliest[token] == target ? 1 : 0;
      loss += row[likeliest[token]] - row[target];
    }
    pass.softmax();
    // -log p(target) = logit(likeliest) - logit(target) - log p(likeliest), which cannot underflow
    for (int token = 0; token < tokens; token++) {
      loss -= Math.log(matrix.get((long) token * row.length + likeliest[token]));
    }
    last = shape;
    return new Likelihood(loss, correct, likeliest);
  }

  /** Rows are those of one time step together. */
  private static int target(int[][] targets, int token) {
    return targets[token % targets.length][token / targets.length];
  }

  /** Leaves the token's logits in {@code row}. */
  private int likeliest(FloatPointer matrix, int token) {
    matrix.position((long) token * row.length).get(row);
    matrix.position(0);
    int likeliest = 0;
    for (int index = 1; index < row.length; index++) {
      if (row[index] > row[likeliest]) {
        likeliest = index;
      }
    }
    return likeliest;
  }

  /**
   * Writes the gradient of the mean loss of a token into the gradient views.
   *
   * @param targets those of the last {@link #forward}
   * @return the gradient by the hidden units, [minibatch, hidden, steps]
   */
  public INDArray backward(int[][] targets, LayerWorkspaceMgr workspaces) {
    OutputPasses.Shape shape = last;
    if (shape == null) {
      throw new IllegalStateException("the forward pass comes first");
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
    // to the mean; fewer numbers here than in the matrix of all tokens
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
