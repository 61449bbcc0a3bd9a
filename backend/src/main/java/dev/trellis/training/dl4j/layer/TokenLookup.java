package dev.trellis.training.dl4j.layer;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import dev.trellis.training.dl4j.onednn.TokenEmbedding;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Embedding layer: copies the row of each token from the embedding matrix. */
public interface TokenLookup {
  /**
   * Creates an embedding layer: Trellis' own in single precision, otherwise DL4J's.
   *
   * @param tied true if gradients must be added to the gradients of the output layer
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
   * Looks up the embeddings of tokens.
   *
   * @param tokens {@code [stream][time]}
   * @return embeddings, {@code [streams, size, time]}
   */
  INDArray forward(int[][] tokens, boolean training, LayerWorkspaceMgr workspaces);

  /**
   * Writes the gradients of the rows of the given tokens. Gradients of other rows become zero or,
   * if the embedding is tied, stay unchanged.
   *
   * @param tokens tokens of the last {@link #forward}
   * @param epsilon gradient of the loss with respect to the embeddings
   */
  void backward(int[][] tokens, INDArray epsilon, LayerWorkspaceMgr workspaces);

  /** Returns the short name of the engine. */
  String engine();

  /** Embedding layer that copies rows, without DL4J's one-hot product. */
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

  /** Embedding layer of DL4J. */
  record Dl4jLookup(Layer layer, boolean tied) implements TokenLookup {
    @Override
    public INDArray forward(int[][] tokens, boolean training, LayerWorkspaceMgr workspaces) {
      return layer.activate(Nd4j.createFromArray(tokens), training, workspaces);
    }

    @Override
    public void backward(int[][] tokens, INDArray epsilon, LayerWorkspaceMgr workspaces) {
      INDArray gradient = layer.getGradientsViewArray();
      INDArray outputGradient = tied ? gradient.dup() : gradient.like();
      layer.backpropGradient(epsilon, workspaces);
      gradient.addi(outputGradient);
      layer.clear();
    }

    @Override
    public String engine() {
      return "dl4j";
    }
  }
}
