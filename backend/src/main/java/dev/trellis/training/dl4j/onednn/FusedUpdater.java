package dev.trellis.training.dl4j.onednn;

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
 * DL4J's Adam or RMSProp on DL4J's arrays in one walk through memory: clip, state, step and
 * subtraction. The updater's state is what DL4J would have left, up to rounding, so that either can
 * continue from a model file of the other.
 */
public final class FusedUpdater {
  /** A few stretches of this length stay in the fastest caches. */
  private static final int STRETCH = 2048;

  private final FloatBuffer parameters;
  private final FloatBuffer gradient;
  private final FloatBuffer[] states;
  private final StepRule rule;
  private final float[] p = new float[STRETCH];
  private final float[] g = new float[STRETCH];
  private final float[][] s;

  private FusedUpdater(INDArray parameters, INDArray gradient, INDArray state, StepRule rule) {
    int length = Math.toIntExact(parameters.length());
    this.rule = rule;
    this.parameters = numbers(parameters, 0, length);
    this.gradient = numbers(gradient, 0, length);
    states = new FloatBuffer[rule.states()];
    for (int index = 0; index < states.length; index++) {
      states[index] = numbers(state, (long) index * length, length);
    }
    s = new float[states.length][STRETCH];
  }

  private static FloatBuffer numbers(INDArray array, long from, int length) {
    return new FloatPointer(Memories.addressOf(array))
        .capacity(from + length)
        .position(from)
        .asBuffer();
  }

  /**
   * For a network whose parameters are all updated by one rule, without anything else that DL4J's
   * updater would do.
   *
   * @param network with its gradient view; the caller keeps it alive
   * @return empty where only DL4J's updater will do
   */
  public static Optional<FusedUpdater> of(MultiLayerNetwork network) {
    if (!(network.getUpdater() instanceof BaseMultiLayerUpdater<?> updater)
        || updater.getUpdaterBlocks().size() != 1
        || network.params().dataType() != DataType.FLOAT
        || !Arrays.stream(network.getLayers()).allMatch(FusedUpdater::isPlain)) {
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

  private static Optional<StepRule> rule(GradientUpdater<?> updater) {
    if (updater instanceof AdamUpdater adam) {
      return Optional.of(new StepRule.AdamRule(adam.getConfig()));
    }
    if (updater instanceof RmsPropUpdater rmsProp) {
      return Optional.of(new StepRule.RmsPropRule(rmsProp.getConfig()));
    }
    return Optional.empty();
  }

  private static boolean isPlain(Layer layer) {
    return layer.numParams() == 0
        || !layer.conf().isMiniBatch() && isPlain(layer.conf().getLayer());
  }

  private static boolean isPlain(org.deeplearning4j.nn.conf.layers.Layer layer) {
    if (layer instanceof Bidirectional both) {
      return isPlain(both.getFwd());
    }
    if (layer instanceof LastTimeStep last) {
      return isPlain(last.getUnderlying());
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
   * One step.
   *
   * @param step counted from 0
   * @param scale what the gradient is multiplied by first: less than 1 where it is clipped
   */
  public void update(int step, double learningRate, double scale) {
    rule.begin(step, learningRate, scale);
    for (int from = 0; from < parameters.limit(); from += STRETCH) {
      int length = Math.min(STRETCH, parameters.limit() - from);
      parameters.get(from, p, 0, length);
      gradient.get(from, g, 0, length);
      for (int index = 0; index < states.length; index++) {
        states[index].get(from, s[index], 0, length);
      }
      rule.walk(p, g, s, length);
      parameters.put(from, p, 0, length);
      for (int index = 0; index < states.length; index++) {
        states[index].put(from, s[index], 0, length);
      }
    }
  }
}
