package dev.trellis.training.dl4j;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A recurrent layer that goes on where the last minibatch ended. It uses the parameters and
 * gradient views of a DL4J layer, but carries its own state: DL4J 1.0.0-M2.1 runs the forward pass
 * a second time for the backward one, and from a zero state at that.
 *
 * <p>Arrays have the shape {@code [streams, units, time]}, results in f order, so that a time step
 * lies together.
 */
interface CarriedLayer extends AutoCloseable {
  /**
   * Where layers are built: the one place that knows the kinds. Wrappers are taken off: what they
   * wrap is built anew on the same parameters and gradient views.
   *
   * @param conf of the layer itself, wrappers included
   * @param layer with its gradient view
   * @param recurrentDropout see {@link WeightDrop}
   */
  static CarriedLayer of(
      org.deeplearning4j.nn.conf.layers.Layer conf, Layer layer, double recurrentDropout) {
    return conf instanceof Bidirectional || conf instanceof LastTimeStep
        ? WrappedLayers.of(conf, layer, recurrentDropout)
        : of(layer, recurrentDropout);
  }

  /** A layer without wrappers. */
  static CarriedLayer of(Layer layer, double recurrentDropout) {
    WeightDrop drop = new WeightDrop(recurrentDropout);
    if (layer instanceof LSTM lstm) {
      return new CarriedLstm(lstm, lstm.getHelper(), drop);
    }
    if (layer instanceof SimpleRnn simple) {
      return new CarriedSimpleRnn(simple, drop);
    }
    throw new IllegalArgumentException("not a recurrent layer: " + layer.getClass());
  }

  /**
   * Told before {@link #forward}, where sequences have an end.
   *
   * @param lengths steps of each sequence that are not padding
   */
  default void read(int[] lengths) {
    // padding at the end changes nothing before it
  }

  /** Forgets the state: every stream starts from zero. */
  void reset(int streams);

  /**
   * @param training whether {@link #backward} follows; if it does not, the state is carried at once
   */
  INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces);

  /**
   * Writes the gradient of the parameters and carries the state.
   *
   * @param epsilon the gradient of the loss by what {@link #forward} gave last
   * @return the gradient of the loss by the input
   */
  INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces);

  /** What it carries, always in the same order; of use after {@link #reset}. */
  List<CarriedState> states();

  @Override
  void close();
}
