package dev.trellis.training.dl4j.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * DL4J's Adam on DL4J's arrays in one walk through memory: clip, moments, step and subtraction.
 * What it leaves in the updater's state is what DL4J would have left, up to rounding, so that
 * either can go on from a model file of the other.
 *
 * <p>The formula is the one of {@code AdamUpdater}: the bias corrections are folded into the
 * learning rate, epsilon is added to the root of the uncorrected second moment (Kingma and Ba,
 * 2015, end of section 2).
 */
public final class FusedAdam {
  /** Four stretches of this length stay in the fastest caches. */
  private static final int STRETCH = 2048;

  private final FloatBuffer parameters;
  private final FloatBuffer gradient;
  private final FloatBuffer first;
  private final FloatBuffer second;
  private final float[] p = new float[STRETCH];
  private final float[] g = new float[STRETCH];
  private final float[] m = new float[STRETCH];
  private final float[] v = new float[STRETCH];
  private final float beta1;
  private final float beta2;
  private final float epsilon;

  private FusedAdam(INDArray parameters, INDArray gradient, INDArray state, Adam adam) {
    int length = Math.toIntExact(parameters.length());
    this.parameters = numbers(parameters, 0, length);
    this.gradient = numbers(gradient, 0, length);
    first = numbers(state, 0, length);
    second = numbers(state, length, length);
    beta1 = (float) adam.getBeta1();
    beta2 = (float) adam.getBeta2();
    epsilon = (float) adam.getEpsilon();
  }

  private static FloatBuffer numbers(INDArray array, int from, int length) {
    return new FloatPointer(Memories.addressOf(array))
        .capacity((long) from + length)
        .position(from)
        .asBuffer();
  }

  /**
   * For a network whose parameters are all updated by one Adam, without anything else that DL4J's
   * updater would do.
   *
   * @param network with its gradient view; the caller keeps it alive
   * @return empty where only DL4J's updater will do
   */
  public static Optional<FusedAdam> of(MultiLayerNetwork network) {
    if (!(network.getUpdater() instanceof BaseMultiLayerUpdater<?> updater)
        || updater.getUpdaterBlocks().size() != 1
        || network.params().dataType() != DataType.FLOAT
        || !Arrays.stream(network.getLayers()).allMatch(FusedAdam::isPlain)) {
      return Optional.empty();
    }
    UpdaterBlock only = updater.getUpdaterBlocks().get(0);
    if (!(only.getGradientUpdater() instanceof AdamUpdater adam)) {
      return Optional.empty();
    }
    return Optional.of(
        new FusedAdam(
            network.params(),
            network.getGradientsViewArray(),
            updater.getStateViewArray(),
            adam.getConfig()));
  }

  private static boolean isPlain(Layer layer) {
    return !layer.conf().isMiniBatch()
        && layer.conf().getLayer() instanceof BaseLayer conf
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
    double corrected =
        learningRate * Math.sqrt(1 - Math.pow(beta2, step + 1)) / (1 - Math.pow(beta1, step + 1));
    for (int from = 0; from < parameters.limit(); from += STRETCH) {
      int length = Math.min(STRETCH, parameters.limit() - from);
      parameters.get(from, p, 0, length);
      gradient.get(from, g, 0, length);
      first.get(from, m, 0, length);
      second.get(from, v, 0, length);
      walk(length, (float) corrected, (float) scale);
      parameters.put(from, p, 0, length);
      first.put(from, m, 0, length);
      second.put(from, v, 0, length);
    }
  }

  /** A loop over plain arrays, which the virtual machine turns into vector instructions. */
  private void walk(int length, float rate, float scale) {
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < length; i++) {
      float slope = g[i] * scale;
      float mean = beta1 * m[i] + rest1 * slope;
      float square = beta2 * v[i] + rest2 * slope * slope;
      m[i] = mean;
      v[i] = square;
      p[i] -= rate * mean / ((float) Math.sqrt(square) + epsilon);
    }
  }
}
