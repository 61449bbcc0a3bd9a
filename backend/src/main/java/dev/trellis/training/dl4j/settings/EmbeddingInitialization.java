package dev.trellis.training.dl4j.settings;

import dev.trellis.training.Hyperparameter;
import java.util.List;

/** Initialization of the embeddings, and whether training updates them. */
public enum EmbeddingInitialization {
  RANDOM,
  WORD2VEC,
  WORD2VEC_FROZEN;

  public static final Hyperparameter HYPERPARAMETER =
      new Hyperparameter.Word(
          "embedding",
          "Initialization of the embeddings: random, or Word2Vec vectors learned from the training part only; word2vec_frozen does not update the vectors in training.",
          List.of("random", "word2vec", "word2vec_frozen"));

  static EmbeddingInitialization of(String word) {
    return switch (word) {
      case "random" -> RANDOM;
      case "word2vec" -> WORD2VEC;
      case "word2vec_frozen" -> WORD2VEC_FROZEN;
      default -> throw new IllegalArgumentException("unknown embedding " + word);
    };
  }
}
