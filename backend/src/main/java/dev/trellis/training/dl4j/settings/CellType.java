package dev.trellis.training.dl4j.settings;

/** Type of recurrent layer. */
public enum CellType {
  LSTM(4),
  SIMPLE_RNN(1);

  private final int gates;

  CellType(int gates) {
    this.gates = gates;
  }

  /** Returns the number of weights and biases of a layer. */
  long parameterCount(long inputs, long units) {
    return gates * units * (inputs + units + 1);
  }

  static CellType of(String word) {
    return switch (word) {
      case "lstm" -> LSTM;
      case "simple_rnn" -> SIMPLE_RNN;
      default -> throw new IllegalArgumentException("unknown cell " + word);
    };
  }
}
