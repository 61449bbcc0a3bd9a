package dev.trellis.training.dl4j.layer;

import dev.trellis.training.dl4j.onednn.TimePooling;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.jspecify.annotations.Nullable;

/** Reads the pooling over time from a network's configuration. */
public final class PoolingReader {
  private PoolingReader() {}

  /** Returns the pooling; {@code null} if the network makes a prediction at every time step. */
  public static @Nullable TimePooling of(MultiLayerConfiguration network) {
    int last = network.getConfs().size() - 1;
    Layer below = network.getConf(last - 1).getLayer();
    if (below instanceof GlobalPoolingLayer pooling) {
      boolean isMax = pooling.getPoolingType() == PoolingType.MAX;
      return new TimePooling(isMax ? TimePooling.Kind.MAX : TimePooling.Kind.MEAN, false);
    }
    return below instanceof LastTimeStep step
        ? new TimePooling(TimePooling.Kind.LAST, step.getUnderlying() instanceof Bidirectional)
        : null;
  }
}
