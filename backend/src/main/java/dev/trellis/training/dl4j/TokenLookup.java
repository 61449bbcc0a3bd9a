package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import dev.trellis.training.dl4j.onednn.TokenEmbedding;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The embedding layer: looks up the row of every token. */
interface TokenLookup {
  /**
   * Where embedding layers are built: number by number in single precision, else by DL4J.
   *
   * @param tied whether gradients are added to what the output layer wrote before
   */
  static TokenLookup of(Layer layer, boolean tied) {
    INDArray weights = layer.getParam(WEIGHT_KEY);
    if (weights.dataType() != DataType.FLOAT) {
      return new Dl4jLookup(layer, tied);
    }
    INDArray gradient = requireNonNull(GradientViews.of(layer).get(WEIGHT_KEY));
    return new FastLookup(new TokenEmbedding(weights, gradient, tied));
  }

  /**
   * @param tokens {@code [stream][time]}
   * @return {@code [streams, size, time]}
   */
  INDArray forward(int[][] tokens, boolean training, LayerWorkspaceMgr workspaces);

  /**
   * Writes the gradient of the rows that were looked up; that of all others is zero, or what it was
   * where the table is tied.
   *
   * @param tokens those given to {@link #forward}
   * @param epsilon the gradient of the loss by what it gave
   */
  void backward(int[][] tokens, INDArray epsilon, LayerWorkspaceMgr workspaces);

  /** Who computes it, in a word or two. */
  String engine();

  /** On DL4J's arrays, without its one-hot product. */
  record FastLookup(TokenEmbedding embedding) implements TokenLookup {
    @Override
    public INDArray forward(int[][] tokens, boolean training, LayerWorkspaceMgr workspaces) {
      return embedding.forward(tokens, workspaces);
    }

    @Override
    public void backward(int[][] tokens, INDArray epsilon, LayerWorkspaceMgr workspaces) {
      embedding.backward(tokens, epsilon);
    }

    @Override
    public String engine() {
      return "used rows";
    }
  }

  /** DL4J's own layer. */
  record Dl4jLookup(Layer layer, boolean tied) implements TokenLookup {
    @Override
    public INDArray forward(int[][] tokens, boolean training, LayerWorkspaceMgr workspaces) {
      return layer.activate(Nd4j.createFromArray(tokens), training, workspaces);
    }

    @Override
    public void backward(int[][] tokens, INDArray epsilon, LayerWorkspaceMgr workspaces) {
      INDArray gradient = layer.getGradientsViewArray();
      INDArray before = tied ? gradient.dup() : gradient.like();
      layer.backpropGradient(epsilon, workspaces);
      gradient.addi(before);
      layer.clear();
    }

    @Override
    public String engine() {
      return "dl4j";
    }
  }
}
