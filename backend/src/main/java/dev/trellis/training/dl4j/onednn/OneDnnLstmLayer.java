package dev.trellis.training.dl4j.onednn;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's LSTM layer with its loop over time steps replaced. Where DL4J runs the forward pass a
 * second time inside the backward pass, this layer uses the first, provided that it began in the
 * state in which the second would begin.
 */
final class OneDnnLstmLayer extends LSTM implements AutoCloseable {
  private final OneDnnRecurrence recurrence = new OneDnnRecurrence();

  /** The carried-in state of {@code cachedFwdPass}; null where it began from zero. */
  private transient @Nullable INDArray cachedFrom;

  OneDnnLstmLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    helper = recurrence;
  }

  /** Whether oneDNN still does the work: DL4J falls back for good after a failure. */
  boolean isAccelerated() {
    return helperCountFail == 0;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    cachedFwdPass = null;
    super.setInput(input, workspaces);
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    return keepPass(super.activate(input, training, workspaces), null);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return keepPass(super.activate(training, workspaces), null);
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input, boolean training, boolean storeLast, LayerWorkspaceMgr workspaces) {
    INDArray from = tBpttStateMap.get(STATE_KEY_PREV_ACTIVATION);
    return keepPass(
        super.rnnActivateUsingStoredState(input, training, storeLast, workspaces), from);
  }

  private INDArray keepPass(INDArray output, @Nullable INDArray from) {
    cachedFwdPass = recurrence.last();
    cachedFrom = from;
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    dropPassUnlessFrom(null);
    return super.backpropGradient(epsilon, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
    int steps = getDataFormat() == RNNFormat.NWC ? 1 : 2;
    if (backwardLength < epsilon.size(steps)) {
      return withoutHelper(epsilon, backwardLength, workspaces);
    }
    dropPassUnlessFrom(stateMap.get(STATE_KEY_PREV_ACTIVATION));
    return super.tbpttBackpropGradient(epsilon, backwardLength, workspaces);
  }

  /** oneDNN goes back over all steps that it went forward over; DL4J's loop can stop early. */
  private Pair<Gradient, INDArray> withoutHelper(
      INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
    cachedFwdPass = null;
    helper = null;
    try {
      return super.tbpttBackpropGradient(epsilon, backwardLength, workspaces);
    } finally {
      helper = recurrence;
    }
  }

  private void dropPassUnlessFrom(@Nullable INDArray state) {
    if (cachedFrom != state) {
      cachedFwdPass = null;
    }
  }

  @Override
  public void clear() {
    super.clear();
    cachedFwdPass = null;
    cachedFrom = null;
  }

  @Override
  public void close() {
    cachedFwdPass = null;
    recurrence.close();
  }
}
