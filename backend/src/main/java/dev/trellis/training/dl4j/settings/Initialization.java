package dev.trellis.training.dl4j.settings;

import dev.trellis.training.Hyperparameter;
import java.util.List;

/** Weight initialization of recurrent layers. */
public enum Initialization {
  /** Uniform in (-1/sqrt(n), 1/sqrt(n)) for n hidden units: PyTorch's default. */
  UNIFORM,

  /**
   * Keras' default: orthogonal recurrent weights (Saxe, McClelland and Ganguli, 2014), Glorot
   * uniform input weights (Glorot and Bengio, 2010), biases of 0, except 1 for forget gates
   * (Jozefowicz, Zaremba and Sutskever, 2015).
   */
  ORTHOGONAL;

  public static final Hyperparameter HYPERPARAMETER =
      new Hyperparameter.Word(
          "initialization",
          "Weight initialization of recurrent layers. uniform: U(-1/sqrt(n), 1/sqrt(n)) for n hidden units, as in PyTorch; orthogonal: orthogonal recurrent weights, Glorot uniform input weights, forget gate bias 1, as in Keras.",
          List.of("uniform", "orthogonal"));

  static Initialization of(String word) {
    return switch (word) {
      case "uniform" -> UNIFORM;
      case "orthogonal" -> ORTHOGONAL;
      default -> throw new IllegalArgumentException("unknown initialization " + word);
    };
  }
}
