package dev.trellis.training.dl4j.layer;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inverted dropout of the activations between two layers; masks are drawn from ND4J's random
 * generator.
 */
public final class LayerDropout {
  private final double probability;
  private @Nullable INDArray mask;

  public LayerDropout(double probability) {
    this.probability = probability;
  }

  public INDArray forward(INDArray activations) {
    if (probability == 0) {
      return activations;
    }
    INDArray mask = createTimeMajor(activations).assign(1);
    Nd4j.getExecutioner().exec(new DropOutInverted(mask, mask, 1 - probability));
    this.mask = mask;
    return activations.mul(mask, createTimeMajor(activations));
  }

  /** Allocates an array in oneDNN's activation layout: time-major, units contiguous. */
  private static INDArray createTimeMajor(INDArray activations) {
    long[] shape = {activations.size(2), activations.size(0), activations.size(1)};
    return Nd4j.createUninitialized(activations.dataType(), shape, 'c').permute(1, 2, 0);
  }

  public INDArray backward(INDArray epsilon) {
    return probability == 0 ? epsilon : requireNonNull(mask).muli(epsilon);
  }
}
