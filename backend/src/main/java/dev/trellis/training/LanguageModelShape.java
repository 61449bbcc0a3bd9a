package dev.trellis.training;

/**
 * The sizes that make a recurrent language model what it is: a lookup table, recurrent layers on
 * top of each other, and a softmax over the vocabulary.
 *
 * @param gates weight blocks of a recurrent cell: 4 for an LSTM, 1 for a simple one
 */
public record LanguageModelShape(
    int vocabularySize, int embeddingSize, int hiddenUnits, int layers, int gates) {

  /** Number of trainable parameters: weights and biases; the lookup table has no bias. */
  public long parameterCount() {
    long count = (long) vocabularySize * embeddingSize;
    for (int layer = 0; layer < layers; layer++) {
      count += recurrentParameters(layer == 0 ? embeddingSize : hiddenUnits);
    }
    return count + (hiddenUnits + 1L) * vocabularySize;
  }

  private long recurrentParameters(int inputs) {
    return (long) gates * hiddenUnits * (inputs + hiddenUnits + 1L);
  }
}
