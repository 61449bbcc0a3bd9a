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
    EmbeddingStart embedding,
    Optimiser optimiser) {

  enum Cell {
    LSTM(4),
    SIMPLE_RNN(1);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }

    /** Weights and biases of a layer. */
    long parameterCount(long inputs, long units) {
      return gates * units * (inputs + units + 1);
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
        EmbeddingStart.of(assignment.text("embedding")),
        Optimiser.of(assignment));
  }

  /** Native memory of a model under training, in bytes. */
  long memory(int vocabularySize) {
    long trained = (long) minibatchSize * sequenceLength;
    long parameters = shape(vocabularySize).parameterCount();
    long others = (long) vocabularySize * embeddingSize + (hiddenUnits + 1L) * vocabularySize;
    MemoryEstimate estimate =
        new MemoryEstimate(
            parameters,
            parameters - others,
            optimiser.states(),
            (long) layers * hiddenUnits,
            embeddingSize);
    return estimate.bytes(
        trained, Evaluation.MOST_TOKENS, (trained + Evaluation.MOST_TOKENS) * vocabularySize);
  }

  LanguageModelShape shape(int vocabularySize) {
    return new LanguageModelShape(vocabularySize, embeddingSize, hiddenUnits, layers, cell.gates);
  }
}
