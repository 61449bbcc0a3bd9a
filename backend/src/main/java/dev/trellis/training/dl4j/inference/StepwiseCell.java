package dev.trellis.training.dl4j.inference;

import static org.deeplearning4j.nn.params.LSTMParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.INPUT_WEIGHT_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.RECURRENT_WEIGHT_KEY;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.SimpleRnnParamInitializer;

/** Recurrent layer of one stream, evaluated one time step at a time from a zero state. */
abstract class StepwiseCell implements AutoCloseable {
  private final StepwiseProduct product;
  private final FloatPointer outputMemory;
  private final float[] preActivations;
  final float[] outputs;

  /**
   * Creates a cell.
   *
   * @param blocksPerUnit pre-activations per unit: 4 for LSTM, 1 for a simple RNN
   */
  private StepwiseCell(
      Layer layer, String bias, String inputWeights, String recurrentWeights, int blocksPerUnit) {
    product =
        new StepwiseProduct(layer.getParam(bias))
            .addMatrix(layer.getParam(inputWeights))
            .addMatrix(layer.getParam(recurrentWeights));
    preActivations = new float[(int) layer.getParam(bias).length()];
    outputs = new float[preActivations.length / blocksPerUnit];
    outputMemory = new FloatPointer(outputs.length);
    outputMemory.put(outputs, 0, outputs.length);
  }

  /** Returns the outputs for the next input; valid until the next call. */
  FloatPointer step(FloatPointer input) {
    product.multiply(input, outputMemory).get(preActivations, 0, preActivations.length);
    activate(preActivations);
    return outputMemory.put(outputs, 0, outputs.length);
  }

  /** Computes {@link #outputs} from the pre-activations. */
  abstract void activate(float[] preActivations);

  static float sigmoid(float sum) {
    return (float) (1 / (1 + Math.exp(-sum)));
  }

  /** Returns tanh; {@code Math.tanh} takes several times as long. */
  static float tanh(float sum) {
    return (float) (2 / (1 + Math.exp(-2.0 * sum)) - 1);
  }

  @Override
  public void close() {
    product.close();
    outputMemory.close();
  }

  /**
   * LSTM cell. The blocks of pre-activations are in DL4J's order: candidate, forget gate, output
   * gate, input gate.
   */
  static final class Lstm extends StepwiseCell {
    private final float[] cells;

    Lstm(Layer layer) {
      super(layer, BIAS_KEY, INPUT_WEIGHT_KEY, RECURRENT_WEIGHT_KEY, 4);
      cells = new float[outputs.length];
    }

    @Override
    void activate(float[] preActivations) {
      int count = outputs.length;
      for (int unit = 0; unit < count; unit++) {
        float candidate = tanh(preActivations[unit]);
        float forget = sigmoid(preActivations[count + unit]);
        float outputGate = sigmoid(preActivations[2 * count + unit]);
        float input = sigmoid(preActivations[3 * count + unit]);
        cells[unit] = forget * cells[unit] + input * candidate;
        outputs[unit] = outputGate * tanh(cells[unit]);
      }
    }
  }

  /** Simple RNN cell: h(t) = tanh(x(t) W + h(t-1) R + b). */
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
    void activate(float[] preActivations) {
      for (int unit = 0; unit < outputs.length; unit++) {
        outputs[unit] = tanh(preActivations[unit]);
      }
    }
  }
}
