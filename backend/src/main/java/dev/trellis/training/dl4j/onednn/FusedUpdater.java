package dev.trellis.training.dl4j.onednn;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.RmsPropUpdater;

/**
 * Applies DL4J's Adam or RMSProp to DL4J's arrays in a single pass over memory: gradient scaling,
 * state update and parameter update. The updater state equals the state of DL4J's updater up to
 * rounding, so a model file of one updater can be resumed with the other.
 */
public final class FusedUpdater {
  /**
   * Number of values processed at a time; the blocks of parameters, gradient and states fit into
   * the fastest CPU caches.
   */
  private static final int BLOCK = 2048;

  private final FloatBuffer parameters;
  private final FloatBuffer gradient;
  private final FloatBuffer[] states;
  private final UpdateRule rule;
  private final float[] parameterBlock = new float[BLOCK];
  private final float[] gradientBlock = new float[BLOCK];
  private final float[][] stateBlocks;

  private FusedUpdater(INDArray parameters, INDArray gradient, INDArray state, UpdateRule rule) {
    int length = Math.toIntExact(parameters.length());
    this.rule = rule;
    this.parameters = bufferOf(parameters, 0, length);
    this.gradient = bufferOf(gradient, 0, length);
    states = new FloatBuffer[rule.states()];
    for (int index = 0; index < states.length; index++) {
      states[index] = bufferOf(state, (long) index * length, length);
    }
    stateBlocks = new float[states.length][BLOCK];
  }

  private static FloatBuffer bufferOf(INDArray array, long from, int length) {
    return new FloatPointer(Memories.addressOf(array))
        .capacity(from + length)
        .position(from)
        .asBuffer();
  }

  /**
   * Creates the updater of a network. All parameters must have one update rule, without
   * regularization, constraints or gradient normalization.
   *
   * @param network an initialized network with a gradient view; the caller must keep it alive
   * @return empty if only DL4J's updater supports the network
   */
  public static Optional<FusedUpdater> of(MultiLayerNetwork network) {
    if (!(network.getUpdater() instanceof BaseMultiLayerUpdater<?> updater)
        || updater.getUpdaterBlocks().size() != 1
        || network.params().dataType() != DataType.FLOAT
        || !Arrays.stream(network.getLayers()).allMatch(FusedUpdater::isSupported)) {
      return Optional.empty();
    }
    return rule(updater.getUpdaterBlocks().get(0).getGradientUpdater())
        .map(
            rule ->
                new FusedUpdater(
                    network.params(),
                    network.getGradientsViewArray(),
                    updater.getStateViewArray(),
                    rule));
  }

  private static Optional<UpdateRule> rule(GradientUpdater<?> updater) {
    if (updater instanceof AdamUpdater adam) {
      return Optional.of(new UpdateRule.AdamRule(adam.getConfig()));
    }
    if (updater instanceof RmsPropUpdater rmsProp) {
      return Optional.of(new UpdateRule.RmsPropRule(rmsProp.getConfig()));
    }
    return Optional.empty();
  }

  private static boolean isSupported(Layer layer) {
    return layer.numParams() == 0
        || !layer.conf().isMiniBatch() && isSupported(layer.conf().getLayer());
  }

  private static boolean isSupported(org.deeplearning4j.nn.conf.layers.Layer layer) {
    if (layer instanceof Bidirectional bidirectional) {
      return isSupported(bidirectional.getFwd());
    }
    if (layer instanceof LastTimeStep last) {
      return isSupported(last.getUnderlying());
    }
    return layer instanceof BaseLayer conf
        && isEmpty(conf.getRegularization())
        && isEmpty(conf.getRegularizationBias())
        && isEmpty(conf.getConstraints())
        && (conf.getGradientNormalization() == null
            || conf.getGradientNormalization() == GradientNormalization.None);
  }

  private static boolean isEmpty(@Nullable List<?> list) {
    return list == null || list.isEmpty();
  }

  /**
   * Updates the parameters once.
   *
   * @param step number of the update, from 0
   * @param scale factor of the gradient; below 1 if the gradient is clipped
   */
  public void update(int step, double learningRate, double scale) {
    rule.beginStep(step, learningRate, scale);
    for (int from = 0; from < parameters.limit(); from += BLOCK) {
      int length = Math.min(BLOCK, parameters.limit() - from);
      parameters.get(from, parameterBlock, 0, length);
      gradient.get(from, gradientBlock, 0, length);
      for (int index = 0; index < states.length; index++) {
        states[index].get(from, stateBlocks[index], 0, length);
      }
      rule.apply(parameterBlock, gradientBlock, stateBlocks, length);
      parameters.put(from, parameterBlock, 0, length);
      for (int index = 0; index < states.length; index++) {
        states[index].put(from, stateBlocks[index], 0, length);
      }
    }
  }
}
