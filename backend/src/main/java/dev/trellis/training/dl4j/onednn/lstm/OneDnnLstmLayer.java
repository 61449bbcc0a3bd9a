package dev.trellis.training.dl4j.onednn.lstm;

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
 * DL4J's LSTM layer with oneDNN instead of the loop over time steps. DL4J repeats the forward pass
 * within the backward pass; this layer reuses the first forward pass if it started in the state in
 * which the repeated pass would start.
 */
final class OneDnnLstmLayer extends LSTM implements AutoCloseable {
  private final OneDnnRecurrence recurrence = new OneDnnRecurrence();

  /** Initial state of {@code cachedFwdPass}; null if the pass started from zero. */
  private transient @Nullable INDArray cachedInitialState;

  OneDnnLstmLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    helper = recurrence;
  }

  /** Returns whether oneDNN is in use: DL4J stops using a helper after a failure. */
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
    INDArray initialState = tBpttStateMap.get(STATE_KEY_PREV_ACTIVATION);
    return keepPass(
        super.rnnActivateUsingStoredState(input, training, storeLast, workspaces), initialState);
  }

  private INDArray keepPass(INDArray output, @Nullable INDArray initialState) {
    cachedFwdPass = recurrence.last();
    cachedInitialState = initialState;
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    dropPassUnlessStartedIn(null);
    return super.backpropGradient(epsilon, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
    int steps = getDataFormat() == RNNFormat.NWC ? 1 : 2;
    if (backwardLength < epsilon.size(steps)) {
      return backpropWithoutHelper(epsilon, backwardLength, workspaces);
    }
    dropPassUnlessStartedIn(stateMap.get(STATE_KEY_PREV_ACTIVATION));
    return super.tbpttBackpropGradient(epsilon, backwardLength, workspaces);
  }

  /**
   * Runs the loop of DL4J, which can stop after {@code backwardLength} steps; oneDNN always covers
   * all steps of the forward pass.
   */
  private Pair<Gradient, INDArray> backpropWithoutHelper(
      INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
    cachedFwdPass = null;
    helper = null;
    try {
      return super.tbpttBackpropGradient(epsilon, backwardLength, workspaces);
    } finally {
      helper = recurrence;
    }
  }

  private void dropPassUnlessStartedIn(@Nullable INDArray state) {
    if (cachedInitialState != state) {
      cachedFwdPass = null;
    }
  }

  @Override
  public void clear() {
    super.clear();
    cachedFwdPass = null;
    cachedInitialState = null;
  }

  @Override
  public void close() {
    cachedFwdPass = null;
    recurrence.close();
  }
}
