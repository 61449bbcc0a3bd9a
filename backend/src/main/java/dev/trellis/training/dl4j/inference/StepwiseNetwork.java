package dev.trellis.training.dl4j.inference;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Language model that reads one token at a time and keeps the recurrent state of one text. It
 * computes on the memory of the network's parameters and allocates no ND4J arrays. The parameters
 * must be in single precision and must not change during use. Not thread-safe.
 */
final class StepwiseNetwork implements AutoCloseable {
  private final INDArray lookupTable;
  private final FloatPointer embeddings;
  private final FloatPointer embedded;
  private final List<StepwiseCell> cells = new ArrayList<>();
  private final StepwiseProduct output;
  private final float[] row;
  private final float[] logits;

  StepwiseNetwork(MultiLayerNetwork network) {
    int last = network.getnLayers() - 1;
    lookupTable = network.getLayer(0).getParam(WEIGHT_KEY);
    embeddings = new FloatPointer(lookupTable.data().addressPointer());
    row = new float[(int) lookupTable.size(1)];
    embedded = new FloatPointer(row.length);
    for (int index = 1; index < last; index++) {
      cells.add(cell(network.getLayer(index)));
    }
    Layer outputLayer = network.getLayer(last);
    output =
        new StepwiseProduct(outputLayer.getParam(BIAS_KEY))
            .addMatrix(outputLayer.getParam(WEIGHT_KEY));
    logits = new float[(int) outputLayer.getParam(BIAS_KEY).length()];
  }

  private static StepwiseCell cell(Layer layer) {
    if (layer instanceof LSTM) {
      return new StepwiseCell.Lstm(layer);
    }
    if (layer instanceof SimpleRnn) {
      return new StepwiseCell.Simple(layer);
    }
    throw new IllegalArgumentException("not a recurrent layer: " + layer.getClass());
  }

  /**
   * Reads a token.
   *
   * @return logits of the next token, one for each token of the vocabulary; valid until the next
   *     call
   */
  float[] read(int token) {
    long tokens = lookupTable.size(0);
    for (int channel = 0; channel < row.length; channel++) {
      row[channel] = embeddings.get(channel * tokens + token);
    }
    FloatPointer hidden = embedded.put(row, 0, row.length);
    for (StepwiseCell cell : cells) {
      hidden = cell.step(hidden);
    }
    output.multiply(hidden).get(logits, 0, logits.length);
    return logits;
  }

  @Override
  public void close() {
    embedded.close();
    cells.forEach(StepwiseCell::close);
    output.close();
  }
}
