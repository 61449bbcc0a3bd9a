package dev.trellis.training.dl4j.network;

import dev.trellis.training.dl4j.layer.LayerConfigurations;
import dev.trellis.training.dl4j.onednn.FusedUpdater;
import java.util.List;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

/** Optimizer step: updates the parameters of a network from its gradient view. */
interface WeightUpdate {
  /**
   * Creates the update: fused into one pass over memory if the updater supports it, otherwise
   * DL4J's.
   */
  static WeightUpdate of(MultiLayerNetwork network, LayerWorkspaceMgr workspaces) {
    return FusedUpdater.of(network)
        .<WeightUpdate>map(FusedUpdate::new)
        .orElseGet(() -> new Dl4jUpdate(network, workspaces));
  }

  /**
   * Updates the parameters.
   *
   * @param step number of the step, from 0
   * @param scale factor for the gradient; less than 1 if the gradient is clipped
   */
  void update(int step, double learningRate, double scale);

  /** Returns the short name of the engine. */
  String engine();

  /** Fused Adam or RMSProp, without temporary arrays. */
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

  /** Any updater of DL4J. */
  final class Dl4jUpdate implements WeightUpdate {
    private final MultiLayerNetwork network;
    private final BaseMultiLayerUpdater<?> updater;
    private final LayerWorkspaceMgr workspaces;
    private final Gradient gradient;
    private final List<Adam> adamConfigurations;
    private double lastRate = Double.NaN;

    private Dl4jUpdate(MultiLayerNetwork network, LayerWorkspaceMgr workspaces) {
      this.network = network;
      this.workspaces = workspaces;
      updater = (BaseMultiLayerUpdater<?>) network.getUpdater();
      gradient = new DefaultGradient(network.getGradientsViewArray());
      adamConfigurations =
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
        setLearningRate(learningRate);
        lastRate = learningRate;
      }
      adamConfigurations.forEach(adam -> adam.setEpsilon(correctedEpsilon(adam, step)));
      // batch size 1, since the gradient is already a mean
      updater.update(network, gradient, step, 0, 1, workspaces);
      adamConfigurations.forEach(adam -> adam.setEpsilon(Adam.DEFAULT_ADAM_EPSILON));
      network.params().subi(flat.reshape(network.params().shape()));
    }

    /**
     * Returns the epsilon that makes DL4J's Adam equal to the published algorithm, see {@code
     * StepRule.AdamRule}.
     */
    private static double correctedEpsilon(Adam adam, int step) {
      return Adam.DEFAULT_ADAM_EPSILON * Math.sqrt(1 - Math.pow(adam.getBeta2(), step + 1));
    }

    @Override
    public String engine() {
      return "dl4j";
    }

    /**
     * Sets the learning rate in place. {@code MultiLayerNetwork.setLearningRate} would create the
     * updater again on each call.
     */
    private void setLearningRate(double learningRate) {
      updater
          .getUpdaterBlocks()
          .forEach(
              block -> block.getGradientUpdater().getConfig().setLrAndSchedule(learningRate, null));
      LayerConfigurations.of(network.getLayerWiseConfigurations())
          .forEach(layer -> layer.getIUpdater().setLrAndSchedule(learningRate, null));
    }
  }
}
