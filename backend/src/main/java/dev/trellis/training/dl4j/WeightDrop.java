package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Leaves out recurrent weights by chance and scales up the others, for all time steps of a
 * minibatch alike (DropConnect on the recurrent weights: Merity, Keskar and Socher, "Regularizing
 * and Optimizing LSTM Language Models", 2017, section 2). Drawn from ND4J's generator. What runs
 * through the time steps need not know of it.
 */
final class WeightDrop {
  private final double rate;
  private @Nullable INDArray mask;

  WeightDrop(double rate) {
    this.rate = rate;
  }

  /** The weights to go on with, by columns; the same ones where nothing is left out. */
  INDArray forward(INDArray weights, boolean training) {
    if (rate == 0 || !training) {
      return weights;
    }
    INDArray mask = byColumns(weights).assign(1);
    Nd4j.getExecutioner().exec(new DropOutInverted(mask, mask, 1 - rate));
    this.mask = mask;
    return weights.mul(mask, byColumns(weights));
  }

  private static INDArray byColumns(INDArray weights) {
    return Nd4j.createUninitialized(weights.dataType(), weights.shape(), 'f');
  }

  /** Turns the gradient by what the last {@link #forward} gave into that by the weights. */
  void backward(INDArray gradient) {
    if (rate > 0) {
      gradient.muli(requireNonNull(mask));
    }
  }
}
