package dev.trellis.training.dl4j.layer;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.INPUT_WEIGHT_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.RECURRENT_WEIGHT_KEY;

import dev.trellis.training.dl4j.onednn.lstm.OneDnnLstm;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.layers.LayerHelper;
import org.deeplearning4j.nn.layers.recurrent.FwdPassReturn;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.recurrent.LSTMHelper;
import org.deeplearning4j.nn.layers.recurrent.LSTMHelpers;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** LSTM layer computed by DL4J, with one forward pass per backward pass. */
final class CarriedLstm implements CarriedLayer {
  private final LSTM layer;
  private final @Nullable LSTMHelper helper;
  private final DropConnect drop;
  private final IActivation gateActivation;
  private final Map<String, INDArray> gradients;
  private final CarriedState outputs;
  private final CarriedState cells;
  private @Nullable INDArray input;
  private @Nullable INDArray recurrentWeights;
  private @Nullable FwdPassReturn pass;

  /**
   * Creates the layer.
   *
   * @param helper accelerated implementation; {@code null} for DL4J's own loop
   */
  CarriedLstm(LSTM layer, @Nullable LayerHelper helper, DropConnect drop) {
    this.layer = layer;
    this.helper = (LSTMHelper) helper;
    this.drop = drop;
    this.gateActivation = layer.layerConf().getGateActivationFn();
    this.gradients = GradientViews.of(layer);
    this.outputs =
        new CarriedState(layer.getParam(BIAS_KEY).dataType(), layer.layerConf().getNOut());
    this.cells = new CarriedState(layer.getParam(BIAS_KEY).dataType(), layer.layerConf().getNOut());
  }

  @Override
  public void reset(int streams) {
    outputs.reset(streams);
    cells.reset(streams);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray recurrentWeights = drop.forward(layer.getParam(RECURRENT_WEIGHT_KEY), training);
    FwdPassReturn pass =
        LSTMHelpers.activateHelper(
            layer,
            layer.conf(),
            gateActivation,
            input,
            recurrentWeights,
            layer.getParam(INPUT_WEIGHT_KEY),
            layer.getParam(BIAS_KEY),
            training,
            outputs.array(),
            cells.array(),
            training,
            true,
            INPUT_WEIGHT_KEY,
            null,
            false,
            helper,
            CacheMode.NONE,
            workspaces,
            layer.layerConf().isHelperAllowFallback());
    if (training) {
      this.input = input;
      this.recurrentWeights = recurrentWeights;
      this.pass = pass;
      copyStepOutputs(pass);
    } else {
      carry(pass);
    }
    return pass.fwdPassOutput;
  }

  /** Copies the outputs of DL4J's own loop, which returns one array per time step in training. */
  private static void copyStepOutputs(FwdPassReturn pass) {
    if (pass.fwdPassOutputAsArrays != null) {
      for (int time = 0; time < pass.fwdPassOutputAsArrays.length; time++) {
        pass.fwdPassOutput
            .tensorAlongDimension(time, 1, 0)
            .assign(pass.fwdPassOutputAsArrays[time]);
      }
    }
  }

  @Override
  public INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    FwdPassReturn pass = requireNonNull(this.pass);
    INDArray inputGradient =
        LSTMHelpers.backpropGradientHelper(
                layer,
                layer.conf(),
                gateActivation,
                requireNonNull(input),
                requireNonNull(recurrentWeights),
                layer.getParam(INPUT_WEIGHT_KEY),
                epsilon,
                false,
                -1,
                pass,
                true,
                INPUT_WEIGHT_KEY,
                RECURRENT_WEIGHT_KEY,
                BIAS_KEY,
                gradients,
                null,
                false,
                helper,
                workspaces,
                layer.layerConf().isHelperAllowFallback())
            .getSecond();
    drop.backward(requireNonNull(gradients.get(RECURRENT_WEIGHT_KEY)));
    carry(pass);
    this.pass = null;
    this.input = null;
    recurrentWeights = null;
    return inputGradient;
  }

  /**
   * Carries the state over. In training this must happen after the backward pass, which needs the
   * state before the forward pass.
   */
  private void carry(FwdPassReturn pass) {
    outputs.carry(pass.lastAct);
    cells.carry(pass.lastMemCell);
  }

  @Override
  public List<CarriedState> states() {
    return List.of(outputs, cells);
  }

  @Override
  public void close() {
    outputs.close();
    cells.close();
    OneDnnLstm.close(layer);
  }
}
