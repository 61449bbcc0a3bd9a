package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/** Inverted dropout on the way from one layer up to the next, drawn from ND4J's generator. */
final class LayerDropout {
  private final double rate;
  private @Nullable INDArray mask;

  LayerDropout(double rate) {
    this.rate = rate;
  }

  INDArray forward(INDArray activations) {
    if (rate == 0) {
      return activations;
    }
    INDArray mask = stepByStep(activations).assign(1);
    Nd4j.getExecutioner().exec(new DropOutInverted(mask, mask, 1 - rate));
    this.mask = mask;
    return activations.mul(mask, stepByStep(activations));
  }

  /** Laid out as oneDNN has activations: those of a time step together, the units side by side. */
  private static INDArray stepByStep(INDArray activations) {
    long[] shape = {activations.size(2), activations.size(0), activations.size(1)};
    return Nd4j.createUninitialized(activations.dataType(), shape, 'c').permute(1, 2, 0);
  }

  INDArray backward(INDArray epsilon) {
    return rate == 0 ? epsilon : requireNonNull(mask).muli(epsilon);
  }
}
