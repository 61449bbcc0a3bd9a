package dev.trellis.training.dl4j;

import dev.trellis.training.dl4j.onednn.FusedUpdater;
import java.util.List;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** Turns the gradient in the network's view into a step of its parameters. */
interface WeightUpdate {
  /** Where updates are built: in one walk through memory where that is known, else by DL4J. */
  static WeightUpdate of(MultiLayerNetwork network, LayerWorkspaceMgr workspaces) {
    return FusedUpdater.of(network)
        .<WeightUpdate>map(FusedUpdate::new)
        .orElseGet(() -> new Dl4jUpdate(network, workspaces));
  }

  /**
   * @param step counted from 0
   * @param scale what the gradient is multiplied by first: less than 1 where it is clipped
   */
  void update(int step, double learningRate, double scale);

  /** Who computes it, in a word or two. */
  String engine();

  /** Adam or RMSProp, without copies. */
  record FusedUpdate(FusedUpdater updater) implements WeightUpdate {
    @Override
    public void update(int step, double learningRate, double scale) {
      updater.update(step, learningRate, scale);
    }

    @Override
    public String engine() {
      return "fused";
    }
  }

  /** DL4J's updater, whatever it is made of. */
  final class Dl4jUpdate implements WeightUpdate {
    private final MultiLayerNetwork network;
    private final BaseMultiLayerUpdater<?> updater;
    private final LayerWorkspaceMgr workspaces;
    private final Gradient gradient;
    private final List<Adam> adams;
    private double lastRate = Double.NaN;

    private Dl4jUpdate(MultiLayerNetwork network, LayerWorkspaceMgr workspaces) {
      this.network = network;
      this.workspaces = workspaces;
      updater = (BaseMultiLayerUpdater<?>) network.getUpdater();
      gradient = new DefaultGradient(network.getGradientsViewArray());
      adams =
          updater.getUpdaterBlocks().stream()
              .map(block -> block.getGradientUpdater().getConfig())
              .filter(Adam.class::isInstance)
              .map(Adam.class::cast)
              .toList();
    }

    @Override
    public void update(int step, double learningRate, double scale) {
      INDArray flat = network.getGradientsViewArray();
      if (scale != 1) {
        flat.muli(scale);
      }
      if (learningRate != lastRate) {
        tell(learningRate);
        lastRate = learningRate;
      }
      adams.forEach(adam -> adam.setEpsilon(correctedEpsilon(adam, step)));
      // a minibatch of 1: the gradient is a mean already
      updater.update(network, gradient, step, 0, 1, workspaces);
      adams.forEach(adam -> adam.setEpsilon(Adam.DEFAULT_ADAM_EPSILON));
      network.params().subi(flat.reshape(network.params().shape()));
    }

    /** See {@code StepRule.AdamRule}. */
    private static double correctedEpsilon(Adam adam, int step) {
      return Adam.DEFAULT_ADAM_EPSILON * Math.sqrt(1 - Math.pow(adam.getBeta2(), step + 1));
    }

    @Override
    public String engine() {
      return "dl4j";
    }

    /** The network's own {@code setLearningRate} would build the updater anew at every call. */
    private void tell(double learningRate) {
      updater
          .getUpdaterBlocks()
          .forEach(
              block -> block.getGradientUpdater().getConfig().setLrAndSchedule(learningRate, null));
      LayerConfigurations.of(network.getLayerWiseConfigurations())
          .forEach(layer -> layer.getIUpdater().setLrAndSchedule(learningRate, null));
    }
  }
}
