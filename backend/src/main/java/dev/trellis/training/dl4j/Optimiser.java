package dev.trellis.training.dl4j;

import dev.trellis.space.Assignment;
import dev.trellis.training.Hyperparameter;
import java.util.List;

/**
 * How a gradient becomes a step, read from an assignment.
 *
 * @param momentum of nesterov alone
 * @param weightDecay of adamw alone
 */
record Optimiser(Kind kind, double momentum, double weightDecay) {
  static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          new Hyperparameter.Word(
              "updater",
              "How a gradient becomes a step.",
              List.of("adam", "adamw", "rmsprop", "adagrad", "nesterov", "sgd")),
          new Hyperparameter.Real(
              "momentum",
              "Share of the last step that nesterov goes on with.",
              0.9,
              0,
              true,
              0.999),
          new Hyperparameter.Real(
              "weight_decay",
              "Share of every weight that adamw takes away in a step, times the learning rate.",
              0.01,
              0,
              true,
              10));

  enum Kind {
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
        default -> throw new IllegalArgumentException("no updater is called " + word);
      };
    }
  }

  /** Numbers that are kept for each parameter. */
  int states() {
    return switch (kind) {
      case ADAM, ADAMW -> 2;
      case RMSPROP, ADAGRAD, NESTEROV -> 1;
      case SGD -> 0;
    };
  }

  static Optimiser of(Assignment assignment) {
    return new Optimiser(
        Kind.of(assignment.text("updater")),
        assignment.real("momentum"),
        assignment.real("weight_decay"));
  }

  /** Whether weights decay (Loshchilov and Hutter, 2019); biases never do. */
  boolean regularized() {
    return kind == Kind.ADAMW && weightDecay > 0;
  }
}
