package dev.trellis.training.dl4j;

import static org.deeplearning4j.nn.params.LSTMParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.INPUT_WEIGHT_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.RECURRENT_WEIGHT_KEY;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.SimpleRnnParamInitializer;

/** A recurrent layer, one time step at a time, with its state. It starts from zero. */
abstract class StepwiseCell implements AutoCloseable {
  private final StepwiseProduct product;
  private final FloatPointer output;
  private final float[] sums;
  final float[] units;

  /**
   * @param blocks how many sums there are for each unit
   */
  private StepwiseCell(
      Layer layer, String bias, String inputWeights, String recurrentWeights, int blocks) {
    product =
        new StepwiseProduct(layer.getParam(bias))
            .plus(layer.getParam(inputWeights))
            .plus(layer.getParam(recurrentWeights));
    sums = new float[(int) layer.getParam(bias).length()];
    units = new float[sums.length / blocks];
    output = new FloatPointer(units.length);
    output.put(units, 0, units.length);
  }

  /** The output for the next input; valid until the next call. */
  FloatPointer step(FloatPointer input) {
    product.of(input, output).get(sums, 0, sums.length);
    activate(sums);
    return output.put(units, 0, units.length);
  }

  /** Turns weighted sums into {@link #units}. */
  abstract void activate(float[] sums);

  static float sigmoid(float sum) {
    return (float) (1 / (1 + Math.exp(-sum)));
  }

  /** Java's own takes several times as long. */
  static float tanh(float sum) {
    return (float) (2 / (1 + Math.exp(-2.0 * sum)) - 1);
  }

  @Override
  public void close() {
    product.close();
    output.close();
  }

  /** Blocks in DL4J's order: candidate, forget, output, input. */
  static final class Lstm extends StepwiseCell {
    private final float[] cells;

    Lstm(Layer layer) {
      super(layer, BIAS_KEY, INPUT_WEIGHT_KEY, RECURRENT_WEIGHT_KEY, 4);
      cells = new float[units.length];
    }

    @Override
    void activate(float[] sums) {
      int count = units.length;
      for (int unit = 0; unit < count; unit++) {
        float candidate = tanh(sums[unit]);
        float forget = sigmoid(sums[count + unit]);
        float gate = sigmoid(sums[2 * count + unit]);
        float input = sigmoid(sums[3 * count + unit]);
        cells[unit] = forget * cells[unit] + input * candidate;
        units[unit] = gate * tanh(cells[unit]);
      }
    }
  }

  /** h(t) = tanh(x(t) W + h(t-1) R + b). */
  static final class Simple extends StepwiseCell {
    Simple(Layer layer) {
      super(
          layer,
          SimpleRnnParamInitializer.BIAS_KEY,
          SimpleRnnParamInitializer.WEIGHT_KEY,
          SimpleRnnParamInitializer.RECURRENT_WEIGHT_KEY,
          1);
    }

    @Override
    void activate(float[] sums) {
      for (int unit = 0; unit < units.length; unit++) {
        units[unit] = tanh(sums[unit]);
      }
    }
  }
}
