package dev.trellis.training.dl4j;

import dev.trellis.space.Assignment;
import dev.trellis.training.LanguageModelShape;

/** A language model's assignment, read. Words as in {@link LanguageModelFamily}. */
record LanguageModelSettings(
    LearningRate learningRate,
    int minibatchSize,
    int hiddenUnits,
    int layers,
    int embeddingSize,
    int sequenceLength,
    double dropout,
    double gradientClipping,
    Cell cell,
    Optimiser optimiser) {

  enum Cell {
    LSTM(4),
    SIMPLE_RNN(1);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }

    static Cell of(String word) {
      return switch (word) {
        case "lstm" -> LSTM;
        case "simple_rnn" -> SIMPLE_RNN;
        default -> throw new IllegalArgumentException("no cell is called " + word);
      };
    }
  }

  static LanguageModelSettings of(Assignment assignment) {
    return new LanguageModelSettings(
        LearningRate.of(assignment),
        assignment.integer("minibatch_size"),
        assignment.integer("hidden_units"),
        assignment.integer("layers"),
        assignment.integer("embedding_size"),
        assignment.integer("sequence_length"),
        assignment.real("dropout"),
        assignment.real("gradient_clipping"),
        Cell.of(assignment.text("cell")),
        Optimiser.of(assignment));
  }

  LanguageModelShape shape(int vocabularySize) {
    return new LanguageModelShape(vocabularySize, embeddingSize, hiddenUnits, layers, cell.gates);
  }
}
