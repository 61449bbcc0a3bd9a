package dev.trellis.training.dl4j.layer;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;

/** Finds the layer configurations with parameters inside the wrappers of a network's layers. */
public final class LayerConfigurations {
  private LayerConfigurations() {}

  /** Returns the configurations of all layers that have parameters, without wrappers. */
  public static List<BaseLayer> of(MultiLayerConfiguration network) {
    return network.getConfs().stream().flatMap(layer -> of(layer.getLayer())).toList();
  }

  private static Stream<BaseLayer> of(Layer layer) {
    if (layer instanceof Bidirectional both) {
      return Stream.of(both.getFwd(), both.getBwd()).flatMap(LayerConfigurations::of);
    }
    if (layer instanceof LastTimeStep last) {
      return of(last.getUnderlying());
    }
    return layer instanceof BaseLayer base ? Stream.of(base) : Stream.empty();
  }
}
