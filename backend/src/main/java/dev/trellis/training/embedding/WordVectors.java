package dev.trellis.training.embedding;

import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.TrainingData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Word vectors of a training set. They are trained once for each training set, vocabulary and
 * dimension, and then stored for all trials.
 */
public final class WordVectors {
  /** Part of the key: must change whenever the training procedure changes. */
  private static final int VERSION = 1;

  /** Number of tokens of a chunk. A text without sentences is split into chunks. */
  private static final int CHUNK = 1_000;

  private final Store store;

  public WordVectors(Store store) {
    this.store = store;
  }

  /** A cache of trained vectors. */
  public interface Store {
    /** A store that is always empty. */
    Store NONE =
        new Store() {
          @Override
          public Optional<byte[]> find(String key) {
            return Optional.empty();
          }

          @Override
          public void save(String key, byte[] vectors) {
            // nothing is stored
          }
        };

    /** Returns the stored vectors; empty if the key is unknown. */
    Optional<byte[]> find(String key) throws IOException;

    /** Stores vectors under a key. */
    void save(String key, byte[] vectors) throws IOException;
  }

  /**
   * Returns a vector for each token of the vocabulary. The method is synchronized: a second caller
   * with the same data waits and then loads the stored vectors.
   *
   * @param dimension length of a vector
   * @return [tokens of the vocabulary][dimension]
   * @throws UncheckedIOException if the store fails
   */
  public synchronized float[][] loadOrTrain(TrainingData data, int dimension) {
    int[][] sentences = readSentences(data);
    int words = data.vocabulary().size();
    String key = computeKey(sentences, words, dimension);
    try {
      Optional<byte[]> saved = store.find(key);
      if (saved.isPresent()) {
        return read(saved.get(), words, dimension);
      }
      float[][] vectors = SkipGram.train(sentences, words, dimension);
      store.save(key, write(vectors));
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or store word vectors", e);
    }
  }

  private static int[][] readSentences(TrainingData data) {
    if (data instanceof TokenizedExamples examples) {
      return examples.training().tokens();
    }
    int[] text = ((TokenizedText) data).training();
    int[][] chunks = new int[(text.length + CHUNK - 1) / CHUNK][];
    Arrays.setAll(
        chunks,
        index ->
            Arrays.copyOfRange(text, index * CHUNK, Math.min(text.length, (index + 1) * CHUNK)));
    return chunks;
  }

  private static String computeKey(int[][] sentences, int words, int dimension) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          Arrays.toString(new int[] {VERSION, words, dimension}).getBytes(StandardCharsets.UTF_8));
      for (int[] sentence : sentences) {
        byte[] bytes = new byte[4 * sentence.length + 4];
        for (int index = 0; index < sentence.length; index++) {
          int word = sentence[index];
          bytes[4 * index] = (byte) (word >>> 24);
          bytes[4 * index + 1] = (byte) (word >>> 16);
          bytes[4 * index + 2] = (byte) (word >>> 8);
          bytes[4 * index + 3] = (byte) word;
        }
        Arrays.fill(bytes, 4 * sentence.length, bytes.length, (byte) -1);
        digest.update(bytes);
      }
      return "embeddings/" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] write(float[][] vectors) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (float[] vector : vectors) {
      for (float number : vector) {
        out.writeFloat(number);
      }
    }
    return bytes.toByteArray();
  }

  private static float[][] read(byte[] saved, int words, int dimension) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
    float[][] vectors = new float[words][dimension];
    for (float[] vector : vectors) {
      for (int channel = 0; channel < dimension; channel++) {
        vector[channel] = in.readFloat();
      }
    }
    return vectors;
  }
}
