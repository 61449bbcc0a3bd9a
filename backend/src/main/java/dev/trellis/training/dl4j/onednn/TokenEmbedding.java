package dev.trellis.training.dl4j.onednn;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An embedding layer on DL4J's parameters, [vocabulary, size], FLOAT and column-major. It looks up
 * the rows of tokens, and adds gradients to these rows.
 */
public final class TokenEmbedding {
  private final INDArray weights;
  private final INDArray gradient;
  private final boolean accumulate;

  /**
   * @param accumulate whether gradients are added to the current content of {@code gradient};
   *     otherwise it is cleared first
   */
  public TokenEmbedding(INDArray weights, INDArray gradient, boolean accumulate) {
    this.weights = weights;
    this.gradient = gradient;
    this.accumulate = accumulate;
  }

  /**
   * Looks up the embeddings of tokens.
   *
   * @param tokens [minibatch][steps]
   * @return [minibatch, size, steps], stored as [steps, minibatch, size]
   */
  public INDArray forward(int[][] tokens, LayerWorkspaceMgr workspaces) {
    int size = (int) weights.size(1);
    long vocabulary = weights.size(0);
    long[] dimensions = {tokens[0].length, tokens.length, size};
    INDArray embedded =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, dimensions, 'c');
    FloatIndexer from = Memories.indexerOf(weights, weights.length());
    FloatIndexer to = Memories.indexerOf(embedded, embedded.length());
    long index = 0;
    for (int step = 0; step < tokens[0].length; step++) {
      for (int[] sequence : tokens) {
        for (int channel = 0; channel < size; channel++) {
          to.put(index++, from.get(channel * vocabulary + sequence[step]));
        }
      }
    }
    return embedded.permute(1, 2, 0);
  }

  /**
   * Writes the gradient of the weights, or adds it if the layer accumulates.
   *
   * @param tokens tokens of the forward pass
   * @param epsilon gradient of the output, [minibatch, size, steps], contiguous
   */
  public void backward(int[][] tokens, INDArray epsilon) {
    long vocabulary = gradient.size(0);
    long size = gradient.size(1);
    long[] strides = epsilon.stride();
    FloatIndexer from = Memories.indexerOf(epsilon, epsilon.length());
    FloatIndexer to = Memories.indexerOf(gradient, gradient.length());
    if (!accumulate) {
      Pointer.memset(Memories.addressOf(gradient), 0, gradient.length() * Float.BYTES);
    }
    for (int step = 0; step < tokens[0].length; step++) {
      for (int sequence = 0; sequence < tokens.length; sequence++) {
        long source = sequence * strides[0] + step * strides[2];
        long target = tokens[sequence][step];
        for (long channel = 0; channel < size; channel++) {
          long index = channel * vocabulary + target;
          to.put(index, to.get(index) + from.get(source + channel * strides[1]));
        }
      }
    }
  }
}
