package dev.trellis.training.dl4j;

import dev.trellis.dataset.TrainingData;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.embedding.WordVectors;
import java.util.List;

/** What embeddings start from, and whether training changes them. */
enum EmbeddingStart {
  RANDOM,
  WORD2VEC,
  WORD2VEC_FROZEN;

  static final Hyperparameter HYPERPARAMETER =
      new Hyperparameter.Word(
          "embedding",
          "What embeddings start from: chance, or vectors learned from the training part alone by Word2Vec; frozen ones stay as they are.",
          List.of("random", "word2vec", "word2vec_frozen"));

  static EmbeddingStart of(String word) {
    return switch (word) {
      case "random" -> RANDOM;
      case "word2vec" -> WORD2VEC;
      case "word2vec_frozen" -> WORD2VEC_FROZEN;
      default -> throw new IllegalArgumentException("no embedding is called " + word);
    };
  }

  void apply(RecurrentNetwork network, TrainingData data, int size, WordVectors vectors) {
    if (this != RANDOM) {
      network.embed(vectors.of(data, size));
    }
    if (this == WORD2VEC_FROZEN) {
      network.freezeEmbedding();
    }
  }
}
