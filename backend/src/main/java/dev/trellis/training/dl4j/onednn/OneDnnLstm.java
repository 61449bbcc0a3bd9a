package dev.trellis.training.dl4j.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts oneDNN under the LSTM layers of a network.
 *
 * <p>Only the layer objects of the living network are exchanged. Its configuration and parameter
 * arrays stay those of DL4J, so a model saved from it is a plain DL4J model, and any DL4J model can
 * be loaded and accelerated.
 */
public final class OneDnnLstm {
  private static final Logger LOG = LoggerFactory.getLogger(OneDnnLstm.class);

  private OneDnnLstm() {}

  /**
   * How an LSTM layer runs.
   *
   * @param layer its index in the network
   * @param reason why it stays on DL4J's own loop; empty where it runs on oneDNN
   */
  public record LayerEngine(int layer, Optional<String> reason) {
    /** Whether it runs on oneDNN. */
    public boolean isAccelerated() {
      return reason.isEmpty();
    }
  }

  /**
   * Moves every LSTM layer to oneDNN that can be; one line in the log names each that cannot.
   *
   * @param network initialised; from now on to be used by one thread at a time
   * @return how each of its LSTM layers runs now
   */
  public static List<LayerEngine> accelerate(MultiLayerNetwork network) {
    List<LayerEngine> engines = new ArrayList<>();
    Layer[] layers = network.getLayers();
    for (int index = 0; index < layers.length; index++) {
      if (layers[index] instanceof LSTM lstm) {
        Optional<String> obstacle = obstacle(lstm);
        if (obstacle.isEmpty() && !(lstm instanceof OneDnnLstmLayer)) {
          layers[index] = onOneDnn(lstm);
        }
        engines.add(new LayerEngine(index, obstacle));
      }
    }
    engines.forEach(OneDnnLstm::logObstacle);
    return engines;
  }

  /**
   * A single layer on oneDNN, with its parameters and gradient views; the layer itself where that
   * cannot be. The caller closes it.
   */
  public static LSTM accelerate(LSTM lstm) {
    return obstacle(lstm).isEmpty() ? onOneDnn(lstm) : lstm;
  }

  /** Frees the native memory of a single layer. */
  public static void close(LSTM lstm) {
    if (lstm instanceof OneDnnLstmLayer layer) {
      layer.close();
    }
  }

  /** How each LSTM layer runs at this moment. */
  public static List<LayerEngine> engines(MultiLayerNetwork network) {
    List<LayerEngine> engines = new ArrayList<>();
    Layer[] layers = network.getLayers();
    for (int index = 0; index < layers.length; index++) {
      if (layers[index] instanceof LSTM lstm) {
        engines.add(new LayerEngine(index, obstacle(lstm).or(() -> notMoved(lstm))));
      }
    }
    return engines;
  }

  /** Frees the native memory of a network's layers; the network is not to be used after it. */
  public static void close(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof OneDnnLstmLayer lstm) {
        lstm.close();
      }
    }
  }

  private static Optional<String> obstacle(LSTM lstm) {
    var conf = (org.deeplearning4j.nn.conf.layers.LSTM) lstm.conf().getLayer();
    Optional<String> missing = OneDnnLibrary.problem();
    if (missing.isPresent()) {
      return missing.map(problem -> "oneDNN could not be loaded: " + problem);
    }
    if (typeOf(lstm) != DataType.FLOAT) {
      return Optional.of("oneDNN computes in FLOAT, the layer in " + typeOf(lstm));
    }
    if (conf.getActivationFn().getClass() != ActivationTanH.class) {
      return Optional.of("oneDNN's activation is tanh, the layer's " + conf.getActivationFn());
    }
    if (conf.getGateActivationFn().getClass() != ActivationSigmoid.class) {
      return Optional.of("oneDNN's gates are sigmoid, the layer's " + conf.getGateActivationFn());
    }
    return Optional.empty();
  }

  private static Optional<String> notMoved(LSTM lstm) {
    if (!(lstm instanceof OneDnnLstmLayer layer)) {
      return Optional.of("the network was not accelerated");
    }
    return layer.isAccelerated()
        ? Optional.empty()
        : Optional.of("oneDNN failed on it, see DL4J's warning in the log");
  }

  private static void logObstacle(LayerEngine engine) {
    engine
        .reason()
        .ifPresent(
            reason ->
                LOG.warn("LSTM layer {} runs on DL4J's own loop: {}", engine.layer(), reason));
  }

  private static DataType typeOf(LSTM lstm) {
    return lstm.params().dataType();
  }

  private static LSTM onOneDnn(LSTM stock) {
    OneDnnLstmLayer layer = new OneDnnLstmLayer(stock.conf(), typeOf(stock));
    layer.setListeners(stock.getListeners());
    layer.setIndex(stock.getIndex());
    layer.setParamsViewArray(stock.params());
    layer.setParamTable(stock.paramTable());
    if (stock.getGradientsViewArray() != null) {
      layer.setBackpropGradientsViewArray(stock.getGradientsViewArray());
    }
    layer.allowInputModification(stock.isInputModificationAllowed());
    layer.setIterationCount(stock.getIterationCount());
    layer.setEpochCount(stock.getEpochCount());
    return layer;
  }
}
