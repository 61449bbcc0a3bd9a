package dev.trellis.training.dl4j.layer;

import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;

import dev.trellis.training.dl4j.UntiedNetwork;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Output layer that uses the transposed embedding matrix as weights (Press and Wolf, 2017; Inan,
 * Khosravi and Socher, 2017); its only own parameter is a bias. Used in training only; model files
 * contain an {@link UntiedNetwork}.
 */
public final class TiedOutputLayer extends RnnOutputLayer {
  public TiedOutputLayer(long units, long vocabularySize) {
    setNIn(units);
    setNOut(vocabularySize);
    setActivationFn(new ActivationSoftmax());
  }

  @Override
  public ParamInitializer initializer() {
    return BiasInitializer.INSTANCE;
  }

  /** Parameters of a layer with a bias and no weights. */
  private enum BiasInitializer implements ParamInitializer {
    INSTANCE;

    @Override
    public long numParams(NeuralNetConfiguration conf) {
      return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
      return ((FeedForwardLayer) layer).getNOut();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
      return biasKeys(layer);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
      return List.of();
    }

    @Override
    public List<String> biasKeys(Layer layer) {
      return List.of(BIAS_KEY);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
      return false;
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
      return key.equals(BIAS_KEY);
    }

    @Override
    public Map<String, INDArray> init(
        NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
      if (initialize) {
        parameters.assign(0);
      }
      return getGradientsFromFlattened(conf, parameters);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(
        NeuralNetConfiguration conf, INDArray gradients) {
      return Map.of(BIAS_KEY, gradients.reshape(1, gradients.length()));
    }
  }
}
