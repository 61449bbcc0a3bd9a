package dev.trellis.training.dl4j;

/** Type of recurrent layer. */
enum Cell {
  LSTM(4),
  SIMPLE_RNN(1);

  private final int gates;

  Cell(int gates) {
    this.gates = gates;
  }

  /** Returns the number of weights and biases of a layer. */
  long parameterCount(long inputs, long units) {
    return gates * units * (inputs + units + 1);
  }

  static Cell of(String word) {
    return switch (word) {
      case "lstm" -> LSTM;
      case "simple_rnn" -> SIMPLE_RNN;
      default -> throw new IllegalArgumentException("unknown cell " + word);
    };
  }
}
