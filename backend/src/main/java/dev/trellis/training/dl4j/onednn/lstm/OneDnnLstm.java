package dev.trellis.training.dl4j.onednn.lstm;

import dev.trellis.training.dl4j.onednn.memory.OneDnnLibrary;
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
 * Accelerates the LSTM layers of a network with oneDNN.
 *
 * <p>Only the layer objects of the network in memory are replaced. The configuration and the
 * parameter arrays remain those of DL4J: a saved model is a plain DL4J model, and every DL4J model
 * can be loaded and accelerated.
 */
public final class OneDnnLstm {
  private static final Logger LOG = LoggerFactory.getLogger(OneDnnLstm.class);

  private OneDnnLstm() {}

  /**
   * The implementation that runs an LSTM layer.
   *
   * @param layer index of the layer in the network
   * @param reason the reason why the layer runs on DL4J; empty if it runs on oneDNN
   */
  public record LayerEngine(int layer, Optional<String> reason) {
    /** Returns whether the layer runs on oneDNN. */
    public boolean isAccelerated() {
      return reason.isEmpty();
    }
  }

  /**
   * Replaces every supported LSTM layer by an accelerated layer, and logs a warning for each
   * unsupported layer.
   *
   * @param network an initialized network; it must be used by one thread at a time from now on
   * @return the implementation of each LSTM layer
   */
  public static List<LayerEngine> accelerate(MultiLayerNetwork network) {
    List<LayerEngine> engines = new ArrayList<>();
    Layer[] layers = network.getLayers();
    for (int index = 0; index < layers.length; index++) {
      if (layers[index] instanceof LSTM lstm) {
        Optional<String> reason = findObstacle(lstm);
        if (reason.isEmpty() && !(lstm instanceof OneDnnLstmLayer)) {
          layers[index] = createOneDnnLayer(lstm);
        }
        engines.add(new LayerEngine(index, reason));
      }
    }
    engines.forEach(OneDnnLstm::logFallback);
    return engines;
  }

  /**
   * Returns an accelerated layer with the parameters and gradient views of {@code lstm}, or {@code
   * lstm} itself if it is not supported. The caller must close the result.
   */
  public static LSTM accelerate(LSTM lstm) {
    return findObstacle(lstm).isEmpty() ? createOneDnnLayer(lstm) : lstm;
  }

  /** Frees the native memory of a single layer. */
  public static void close(LSTM lstm) {
    if (lstm instanceof OneDnnLstmLayer layer) {
      layer.close();
    }
  }

  /** Returns the current implementation of each LSTM layer. */
  public static List<LayerEngine> engines(MultiLayerNetwork network) {
    List<LayerEngine> engines = new ArrayList<>();
    Layer[] layers = network.getLayers();
    for (int index = 0; index < layers.length; index++) {
      if (layers[index] instanceof LSTM lstm) {
        engines.add(new LayerEngine(index, findObstacle(lstm).or(() -> findFailure(lstm))));
      }
    }
    return engines;
  }

  /** Frees the native memory of all layers. The network must not be used afterwards. */
  public static void close(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof OneDnnLstmLayer lstm) {
        lstm.close();
      }
    }
  }

  private static Optional<String> findObstacle(LSTM lstm) {
    var conf = (org.deeplearning4j.nn.conf.layers.LSTM) lstm.conf().getLayer();
    Optional<String> missing = OneDnnLibrary.loadError();
    if (missing.isPresent()) {
      return missing.map(problem -> "oneDNN could not be loaded: " + problem);
    }
    if (dataTypeOf(lstm) != DataType.FLOAT) {
      return Optional.of("oneDNN supports FLOAT only; the layer has type " + dataTypeOf(lstm));
    }
    if (conf.getActivationFn().getClass() != ActivationTanH.class) {
      return Optional.of(
          "oneDNN supports activation tanh only; the layer has " + conf.getActivationFn());
    }
    if (conf.getGateActivationFn().getClass() != ActivationSigmoid.class) {
      return Optional.of(
          "oneDNN supports gate activation sigmoid only; the layer has "
              + conf.getGateActivationFn());
    }
    return Optional.empty();
  }

  private static Optional<String> findFailure(LSTM lstm) {
    if (!(lstm instanceof OneDnnLstmLayer layer)) {
      return Optional.of("the network was not accelerated");
    }
    return layer.isAccelerated()
        ? Optional.empty()
        : Optional.of("oneDNN failed on the layer; see the warning of DL4J in the log");
  }

  private static void logFallback(LayerEngine engine) {
    engine
        .reason()
        .ifPresent(
            reason ->
                LOG.warn(
                    "LSTM layer is not accelerated by oneDNN; using the implementation of DL4J layer={} reason=\"{}\"",
                    engine.layer(),
                    reason));
  }

  private static DataType dataTypeOf(LSTM lstm) {
    return lstm.params().dataType();
  }

  private static LSTM createOneDnnLayer(LSTM stock) {
    OneDnnLstmLayer layer = new OneDnnLstmLayer(stock.conf(), dataTypeOf(stock));
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
