package dev.trellis.training.dl4j.layer;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Recurrent layer whose state is carried over from minibatch to minibatch (truncated
 * backpropagation through time). It uses the parameters and gradient views of a DL4J layer but has
 * its own state and passes, since DL4J 1.0.0-M2.1 repeats the forward pass before the backward
 * pass, and starts it from a zero state.
 *
 * <p>Arrays have the shape {@code [streams, units, time]}. Results are in f order, so that each
 * time step is contiguous in memory.
 */
public interface CarriedLayer extends AutoCloseable {
  /**
   * Creates a layer for a DL4J layer. DL4J's wrappers are removed: the wrapped layer is created
   * again on the wrapper's parameters and gradient views.
   *
   * @param conf configuration of the layer, including wrappers
   * @param layer DL4J layer; must have its gradient view
   * @param recurrentDropout probability to drop a recurrent weight, see {@link DropConnect}
   * @throws IllegalArgumentException if the layer is not recurrent
   */
  static CarriedLayer of(
      org.deeplearning4j.nn.conf.layers.Layer conf, Layer layer, double recurrentDropout) {
    return conf instanceof Bidirectional || conf instanceof LastTimeStep
        ? WrappedLayers.of(conf, layer, recurrentDropout)
        : of(layer, recurrentDropout);
  }

  /** Creates a layer for a DL4J layer without wrappers. */
  static CarriedLayer of(Layer layer, double recurrentDropout) {
    DropConnect drop = new DropConnect(recurrentDropout);
    if (layer instanceof LSTM lstm) {
      return new CarriedLstm(lstm, lstm.getHelper(), drop);
    }
    if (layer instanceof SimpleRnn simple) {
      return new CarriedSimpleRnn(simple, drop);
    }
    throw new IllegalArgumentException("not a recurrent layer: " + layer.getClass());
  }

  /**
   * Sets the lengths of padded sequences; must be called before {@link #forward} if sequences are
   * padded.
   *
   * @param lengths number of time steps of each sequence, without padding
   */
  default void setLengths(int[] lengths) {
    // a layer that reads forward is not affected by padding at the end
  }

  /**
   * Sets the state of every stream to zero.
   *
   * @param streams number of streams of the following minibatches
   */
  void reset(int streams);

  /**
   * Runs the forward pass from the carried state.
   *
   * @param training true if {@link #backward} follows; otherwise the state is carried over
   *     immediately
   * @return the outputs, valid until the workspace of the minibatch is closed
   */
  INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces);

  /**
   * Runs the backward pass: writes the gradients of the parameters, then carries the state over.
   *
   * @param epsilon gradient of the loss with respect to the outputs of the last {@link #forward}
   * @return gradient of the loss with respect to the inputs
   */
  INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces);

  /** Returns the carried states in a fixed order; {@link #reset} must be called first. */
  List<CarriedState> states();

  @Override
  void close();
}
