package dev.trellis.training.dl4j.layer;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.SimpleRnnParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.SimpleRnnParamInitializer.RECURRENT_WEIGHT_KEY;
import static org.deeplearning4j.nn.params.SimpleRnnParamInitializer.WEIGHT_KEY;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Simple RNN layer: h(t) = tanh(x(t) W + h(t-1) R + b). It replaces DL4J's layer, whose backward
 * pass ignores the initial state h(-1) and thus gives wrong gradients if a state is carried over.
 */
final class CarriedSimpleRnn implements CarriedLayer {
  private final INDArray weights;
  private final INDArray recurrentWeights;
  private final INDArray bias;
  private final Map<String, INDArray> gradients;
  private final CarriedState state;
  private final DropConnect drop;
  private @Nullable INDArray input;
  private @Nullable INDArray output;
  private @Nullable INDArray usedRecurrentWeights;

  CarriedSimpleRnn(SimpleRnn layer, DropConnect drop) {
    this.drop = drop;
    weights = layer.getParam(WEIGHT_KEY);
    recurrentWeights = layer.getParam(RECURRENT_WEIGHT_KEY);
    bias = layer.getParam(BIAS_KEY);
    gradients = GradientViews.of(layer);
    state = new CarriedState(bias.dataType(), recurrentWeights.columns());
  }

  @Override
  public void reset(int streams) {
    state.reset(streams);
  }

  @Override
  public INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    long[] shape = {input.size(0), weights.columns(), input.size(2)};
    INDArray output =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, weights.dataType(), shape, 'f');
    INDArray recurrentWeights = drop.forward(this.recurrentWeights, training);
    INDArray previous = state.array();
    for (int time = 0; time < shape[2]; time++) {
      INDArray current = at(output, time);
      Nd4j.gemm(at(input, time), weights, current, false, false, 1, 0);
      Nd4j.gemm(previous, recurrentWeights, current, false, false, 1, 1);
      Transforms.tanh(current.addiRowVector(bias), false);
      previous = current;
    }
    if (training) {
      this.input = input;
      this.output = output;
      usedRecurrentWeights = recurrentWeights;
    } else {
      state.carry(previous);
    }
    return output;
  }

  @Override
  public INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray input = requireNonNull(this.input);
    INDArray output = requireNonNull(this.output);
    INDArray recurrentWeights = requireNonNull(usedRecurrentWeights);
    INDArray inputGradient =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'f');
    gradients.values().forEach(gradient -> gradient.assign(0));
    INDArray bias = requireNonNull(gradients.get(BIAS_KEY));
    INDArray nextDelta = null;
    for (int time = (int) input.size(2) - 1; time >= 0; time--) {
      INDArray current = at(output, time);
      INDArray delta = at(epsilon, time).dup('f');
      if (nextDelta != null) {
        Nd4j.gemm(nextDelta, recurrentWeights, delta, false, true, 1, 1);
      }
      delta.muli(current.mul(current).rsubi(1));
      accumulate(WEIGHT_KEY, at(input, time), delta);
      accumulate(RECURRENT_WEIGHT_KEY, time == 0 ? state.array() : at(output, time - 1), delta);
      bias.addi(delta.sum(true, 0).reshape(bias.shape()));
      Nd4j.gemm(delta, weights, at(inputGradient, time), false, true, 1, 0);
      nextDelta = delta;
    }
    drop.backward(requireNonNull(gradients.get(RECURRENT_WEIGHT_KEY)));
    state.carry(at(output, (int) output.size(2) - 1));
    return inputGradient;
  }

  private void accumulate(String parameter, INDArray from, INDArray delta) {
    Nd4j.gemm(from, delta, requireNonNull(gradients.get(parameter)), true, false, 1, 1);
  }

  private static INDArray at(INDArray sequences, int time) {
    return sequences.tensorAlongDimension(time, 1, 0);
  }

  @Override
  public List<CarriedState> states() {
    return List.of(state);
  }

  @Override
  public void close() {
    state.close();
  }
}
