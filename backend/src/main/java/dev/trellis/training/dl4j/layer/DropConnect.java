package dev.trellis.training.dl4j.layer;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DropConnect on recurrent weights: drops weights at random, with one mask for all time steps of a
 * minibatch, and scales up the others (Merity, Keskar and Socher, "Regularizing and Optimizing LSTM
 * Language Models", 2017, section 2). Masks are drawn from ND4J's random generator. The recurrent
 * layers compute with the masked weights as with any others.
 */
final class DropConnect {
  private final double probability;
  private @Nullable INDArray mask;

  DropConnect(double probability) {
    this.probability = probability;
  }

  /** Returns the masked weights in f order; {@code weights} itself if no weight is dropped. */
  INDArray forward(INDArray weights, boolean training) {
    if (probability == 0 || !training) {
      return weights;
    }
    INDArray mask = createColumnMajor(weights).assign(1);
    Nd4j.getExecutioner().exec(new DropOutInverted(mask, mask, 1 - probability));
    this.mask = mask;
    return weights.mul(mask, createColumnMajor(weights));
  }

  private static INDArray createColumnMajor(INDArray weights) {
    return Nd4j.createUninitialized(weights.dataType(), weights.shape(), 'f');
  }

  /**
   * Converts the gradient with respect to the masked weights of the last {@link #forward} into the
   * gradient with respect to the weights, in place.
   */
  void backward(INDArray gradient) {
    if (probability > 0) {
      gradient.muli(requireNonNull(mask));
    }
  }
}
