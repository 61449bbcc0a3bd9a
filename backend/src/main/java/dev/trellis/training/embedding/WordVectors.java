package dev.trellis.training.embedding;

import dev.trellis.dataset.TokenizedExamples;
import dev.trellis.dataset.TokenizedText;
import dev.trellis.dataset.TrainingData;
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
 * Vectors of the words of a training part, learned once for each part, vocabulary and size, then
 * kept for all trials.
 */
public final class WordVectors {
  /** Part of the key: another way to learn makes other vectors. */
  private static final int VERSION = 1;

  /** A text without ends is read in pieces of so many tokens. */
  private static final int STRETCH = 1_000;

  private final Store store;

  public WordVectors(Store store) {
    this.store = store;
  }

  /** Where vectors are kept. */
  public interface Store {
    /** For tests and for who keeps nothing. */
    Store NONE =
        new Store() {
          @Override
          public Optional<byte[]> find(String key) {
            return Optional.empty();
          }

          @Override
          public void keep(String key, byte[] vectors) {
            // nowhere to
          }
        };

    Optional<byte[]> find(String key) throws IOException;

    void keep(String key, byte[] vectors) throws IOException;
  }

  /**
   * A vector for each token of the vocabulary. One caller at a time learns; who asks for the same
   * meanwhile waits and finds it.
   *
   * @param size numbers of a vector
   */
  public synchronized float[][] of(TrainingData data, int size) {
    int[][] sentences = sentences(data);
    int words = data.vocabulary().size();
    String key = key(sentences, words, size);
    try {
      Optional<byte[]> kept = store.find(key);
      if (kept.isPresent()) {
        return read(kept.get(), words, size);
      }
      float[][] vectors = SkipGram.learn(sentences, words, size);
      store.keep(key, write(vectors));
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException("word vectors cannot be read or kept", e);
    }
  }

  private static int[][] sentences(TrainingData data) {
    if (data instanceof TokenizedExamples examples) {
      return examples.training().tokens();
    }
    int[] text = ((TokenizedText) data).training();
    int[][] stretches = new int[(text.length + STRETCH - 1) / STRETCH][];
    Arrays.setAll(
        stretches,
        index ->
            Arrays.copyOfRange(
                text, index * STRETCH, Math.min(text.length, (index + 1) * STRETCH)));
    return stretches;
  }

  private static String key(int[][] sentences, int words, int size) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          Arrays.toString(new int[] {VERSION, words, size}).getBytes(StandardCharsets.UTF_8));
      for (int[] sentence : sentences) {
        byte[] bytes = new byte[4 * sentence.length + 4];
        for (int place = 0; place < sentence.length; place++) {
          int word = sentence[place];
          bytes[4 * place] = (byte) (word >>> 24);
          bytes[4 * place + 1] = (byte) (word >>> 16);
          bytes[4 * place + 2] = (byte) (word >>> 8);
          bytes[4 * place + 3] = (byte) word;
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

  private static float[][] read(byte[] kept, int words, int size) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
    float[][] vectors = new float[words][size];
    for (float[] vector : vectors) {
      for (int channel = 0; channel < size; channel++) {
        vector[channel] = in.readFloat();
      }
    }
    return vectors;
  }
}
