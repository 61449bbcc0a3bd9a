package dev.trellis.training.embedding;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Word2Vec: vectors of words that foretell the words around them. Skip-gram with negative sampling
 * and subsampling of frequent words (Mikolov, Sutskever, Chen, Corrado and Dean, "Distributed
 * Representations of Words and Phrases and their Compositionality", 2013, equations 4 and 5), with
 * the schedule of the authors' program. For one thread: the same text gives the same vectors.
 */
final class SkipGram {
  private static final long SEED = 20130116;
  private static final int WINDOW = 5;
  private static final int NEGATIVE = 5;
  private static final double FIRST_RATE = 0.025;
  private static final double LAST_RATE = 0.0001;

  /** Words are left out the more often, the more frequent they are beyond this share. */
  private static final double FREQUENT = 1e-3;

  /** Small texts are read more often, so that there is enough to learn from. */
  private static final long WORDS_READ = 2_000_000;

  private static final int MOST_PASSES = 30;
  private static final int LEAST_PASSES = 3;

  private final int[][] sentences;
  private final int size;
  private final long[] counts;
  private final long words;
  private final float[][] vectors;
  private final float[][] contexts;
  private final int[] lots;
  private final SplittableRandom random = new SplittableRandom(SEED);

  private SkipGram(int[][] sentences, int vocabularySize, int size) {
    this.sentences = sentences;
    this.size = size;
    counts = new long[vocabularySize];
    Arrays.stream(sentences).flatMapToInt(Arrays::stream).forEach(word -> counts[word]++);
    words = Arrays.stream(counts).sum();
    vectors = new float[vocabularySize][size];
    contexts = new float[vocabularySize][size];
    lots = lots();
    for (float[] vector : vectors) {
      for (int channel = 0; channel < size; channel++) {
        vector[channel] = (float) ((random.nextDouble() - 0.5) / size);
      }
    }
  }

  /**
   * @param sentences indices of words; contexts do not reach from one sentence into another
   * @param size numbers of a vector
   * @return a vector for each word; those that do not occur have the mean of those that occur once
   */
  static float[][] learn(int[][] sentences, int vocabularySize, int size) {
    SkipGram skipGram = new SkipGram(sentences, vocabularySize, size);
    if (skipGram.words > 1) {
      skipGram.learn();
    }
    skipGram.fillUnseen();
    return skipGram.vectors;
  }

  private void learn() {
    long passes = Math.max(LEAST_PASSES, Math.min(MOST_PASSES, WORDS_READ / words));
    long read = 0;
    for (int pass = 0; pass < passes; pass++) {
      for (int[] sentence : sentences) {
        double done = (double) read / (passes * words);
        learn(thinned(sentence), (float) Math.max(LAST_RATE, FIRST_RATE * (1 - done)));
        read += sentence.length;
      }
    }
  }

  private int[] thinned(int[] sentence) {
    return Arrays.stream(sentence)
        .filter(
            word -> {
              double excess = counts[word] / (FREQUENT * words);
              return random.nextDouble() < (Math.sqrt(excess) + 1) / excess;
            })
        .toArray();
  }

  private void learn(int[] sentence, float rate) {
    float[] change = new float[size];
    for (int place = 0; place < sentence.length; place++) {
      int window = 1 + random.nextInt(WINDOW);
      int to = Math.min(sentence.length - 1, place + window);
      for (int other = Math.max(0, place - window); other <= to; other++) {
        if (other != place) {
          learn(vectors[sentence[other]], sentence[place], rate, change);
        }
      }
    }
  }

  /** One word around and one in the middle, which is told from others drawn by lot. */
  private void learn(float[] vector, int middle, float rate, float[] change) {
    Arrays.fill(change, 0);
    learn(vector, contexts[middle], 1, rate, change);
    for (int draw = 0; draw < NEGATIVE; draw++) {
      int other = lots[random.nextInt(lots.length)];
      if (other != middle) {
        learn(vector, contexts[other], 0, rate, change);
      }
    }
    for (int channel = 0; channel < size; channel++) {
      vector[channel] += change[channel];
    }
  }

  private void learn(float[] vector, float[] context, int label, float rate, float[] change) {
    float product = 0;
    for (int channel = 0; channel < size; channel++) {
      product += vector[channel] * context[channel];
    }
    float step = rate * (label - (float) (1 / (1 + Math.exp(-product))));
    for (int channel = 0; channel < size; channel++) {
      change[channel] += step * context[channel];
      context[channel] += step * vector[channel];
    }
  }

  /** Each word as often as its count to the power of 3/4 says, at least once where it occurs. */
  private int[] lots() {
    int length = Math.max(1_000, Math.min(1_000_000, 20 * counts.length));
    double sum = Arrays.stream(counts).mapToDouble(count -> Math.pow(count, 0.75)).sum();
    int[] drawn = new int[length + counts.length];
    int filled = 0;
    for (int word = 0; word < counts.length; word++) {
      int share = (int) (length * Math.pow(counts[word], 0.75) / Math.max(sum, 1));
      int end = filled + (counts[word] == 0 ? 0 : Math.max(1, share));
      Arrays.fill(drawn, filled, Math.min(end, drawn.length), word);
      filled = Math.min(end, drawn.length);
    }
    return Arrays.copyOf(drawn, Math.max(1, filled));
  }

  private void fillUnseen() {
    float[] mean = new float[size];
    int rare = 0;
    for (int word = 0; word < counts.length; word++) {
      if (counts[word] == 1) {
        rare++;
        for (int channel = 0; channel < size; channel++) {
          mean[channel] += (vectors[word][channel] - mean[channel]) / rare;
        }
      }
    }
    for (int word = 0; word < counts.length; word++) {
      if (counts[word] == 0) {
        vectors[word] = mean.clone();
      }
    }
  }
}
