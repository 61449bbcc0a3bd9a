package dev.trellis.training.dl4j.settings;

import dev.trellis.space.Assignment;
import dev.trellis.training.Hyperparameter;
import java.util.List;

/**
 * Optimizer settings of an assignment.
 *
 * @param kind algorithm
 * @param momentum Nesterov momentum; ignored by other algorithms
 * @param weightDecay decoupled weight decay of AdamW; ignored by other algorithms
 */
public record Optimizer(Kind kind, double momentum, double weightDecay) {
  public static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          new Hyperparameter.Word(
              "updater",
              "Optimizer that updates the weights; adamw is Adam with decoupled weight decay.",
              List.of("adam", "adamw", "rmsprop", "adagrad", "nesterov", "sgd")),
          new Hyperparameter.Real(
              "momentum",
              "Nesterov momentum; used by the updater nesterov only.",
              0.9,
              0,
              true,
              0.999),
          new Hyperparameter.Real(
              "weight_decay",
              "Decoupled weight decay coefficient, multiplied by the learning rate in each step; used by the updater adamw only.",
              0.01,
              0,
              true,
              10));

  public enum Kind {
    ADAM,
    ADAMW,
    RMSPROP,
    ADAGRAD,
    NESTEROV,
    SGD;

    static Kind of(String word) {
      return switch (word) {
        case "adam" -> ADAM;
        case "adamw" -> ADAMW;
        case "rmsprop" -> RMSPROP;
        case "adagrad" -> ADAGRAD;
        case "nesterov" -> NESTEROV;
        case "sgd" -> SGD;
        default -> throw new IllegalArgumentException("unknown updater " + word);
      };
    }
  }

  /** Returns the number of values that the optimizer stores per parameter. */
  int statesPerParameter() {
    return switch (kind) {
      case ADAM, ADAMW -> 2;
      case RMSPROP, ADAGRAD, NESTEROV -> 1;
      case SGD -> 0;
    };
  }

  static Optimizer of(Assignment assignment) {
    return new Optimizer(
        Kind.of(assignment.text("updater")),
        assignment.real("momentum"),
        assignment.real("weight_decay"));
  }

  /** Returns true if weights decay (AdamW; Loshchilov and Hutter, 2019). Biases never decay. */
  public boolean hasWeightDecay() {
    return kind == Kind.ADAMW && weightDecay > 0;
  }
}
