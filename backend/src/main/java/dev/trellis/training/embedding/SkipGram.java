package dev.trellis.training.embedding;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Word2Vec: skip-gram with negative sampling and subsampling of frequent words (Mikolov, Sutskever,
 * Chen, Corrado and Dean, "Distributed Representations of Words and Phrases and their
 * Compositionality", 2013, equations 4 and 5), with the learning-rate schedule of the authors'
 * program. Training is single-threaded and seeded: equal texts give equal vectors.
 */
final class SkipGram {
  private static final long SEED = 20130116;
  private static final int WINDOW = 5;
  private static final int NEGATIVE_SAMPLES = 5;
  private static final double INITIAL_RATE = 0.025;
  private static final double FINAL_RATE = 0.0001;

  /**
   * Relative frequency above which words are subsampled: the more frequent a word, the more often
   * it is skipped.
   */
  private static final double SUBSAMPLING_THRESHOLD = 1e-3;

  /** Number of words to train on; small texts are read in several passes. */
  private static final long TARGET_WORDS = 2_000_000;

  private static final int MAX_PASSES = 30;
  private static final int MIN_PASSES = 3;

  private final int[][] sentences;
  private final int dimension;
  private final long[] counts;
  private final long wordCount;
  private final float[][] vectors;
  private final float[][] contexts;
  private final int[] noiseTable;
  private final SplittableRandom random = new SplittableRandom(SEED);

  private SkipGram(int[][] sentences, int vocabularySize, int dimension) {
    this.sentences = sentences;
    this.dimension = dimension;
    counts = new long[vocabularySize];
    Arrays.stream(sentences).flatMapToInt(Arrays::stream).forEach(word -> counts[word]++);
    wordCount = Arrays.stream(counts).sum();
    vectors = new float[vocabularySize][dimension];
    contexts = new float[vocabularySize][dimension];
    noiseTable = buildNoiseTable();
    for (float[] vector : vectors) {
      for (int channel = 0; channel < dimension; channel++) {
        vector[channel] = (float) ((random.nextDouble() - 0.5) / dimension);
      }
    }
  }

  /**
   * Trains word vectors.
   *
   * @param sentences word indices of each sentence; context windows do not cross sentences
   * @param vocabularySize number of words
   * @param dimension length of a vector
   * @return [vocabularySize][dimension]; words that do not occur have the mean vector of the words
   *     that occur once
   */
  static float[][] train(int[][] sentences, int vocabularySize, int dimension) {
    SkipGram skipGram = new SkipGram(sentences, vocabularySize, dimension);
    if (skipGram.wordCount > 1) {
      skipGram.train();
    }
    skipGram.fillUnseen();
    return skipGram.vectors;
  }

  private void train() {
    long passes = Math.max(MIN_PASSES, Math.min(MAX_PASSES, TARGET_WORDS / wordCount));
    long wordsRead = 0;
    for (int pass = 0; pass < passes; pass++) {
      for (int[] sentence : sentences) {
        double progress = (double) wordsRead / (passes * wordCount);
        trainSentence(
            subsample(sentence), (float) Math.max(FINAL_RATE, INITIAL_RATE * (1 - progress)));
        wordsRead += sentence.length;
      }
    }
  }

  private int[] subsample(int[] sentence) {
    return Arrays.stream(sentence)
        .filter(
            word -> {
              double excess = counts[word] / (SUBSAMPLING_THRESHOLD * wordCount);
              return random.nextDouble() < (Math.sqrt(excess) + 1) / excess;
            })
        .toArray();
  }

  private void trainSentence(int[] sentence, float rate) {
    float[] update = new float[dimension];
    for (int place = 0; place < sentence.length; place++) {
      int window = 1 + random.nextInt(WINDOW);
      int to = Math.min(sentence.length - 1, place + window);
      for (int other = Math.max(0, place - window); other <= to; other++) {
        if (other != place) {
          trainPair(vectors[sentence[other]], sentence[place], rate, update);
        }
      }
    }
  }

  /** Trains one (center word, context word) pair against randomly drawn negative samples. */
  private void trainPair(float[] vector, int center, float rate, float[] update) {
    Arrays.fill(update, 0);
    trainExample(vector, contexts[center], 1, rate, update);
    for (int draw = 0; draw < NEGATIVE_SAMPLES; draw++) {
      int other = noiseTable[random.nextInt(noiseTable.length)];
      if (other != center) {
        trainExample(vector, contexts[other], 0, rate, update);
      }
    }
    for (int channel = 0; channel < dimension; channel++) {
      vector[channel] += update[channel];
    }
  }

  private void trainExample(
      float[] vector, float[] context, int label, float rate, float[] update) {
    float product = 0;
    for (int channel = 0; channel < dimension; channel++) {
      product += vector[channel] * context[channel];
    }
    float step = rate * (label - (float) (1 / (1 + Math.exp(-product))));
    for (int channel = 0; channel < dimension; channel++) {
      update[channel] += step * context[channel];
      context[channel] += step * vector[channel];
    }
  }

  /**
   * Builds the table of negative samples: the number of entries of a word is proportional to its
   * count to the power of 3/4, at least one entry for each word that occurs.
   */
  private int[] buildNoiseTable() {
    int length = Math.max(1_000, Math.min(1_000_000, 20 * counts.length));
    double sum = Arrays.stream(counts).mapToDouble(count -> Math.pow(count, 0.75)).sum();
    int[] table = new int[length + counts.length];
    int filled = 0;
    for (int word = 0; word < counts.length; word++) {
      int entries = (int) (length * Math.pow(counts[word], 0.75) / Math.max(sum, 1));
      int end = filled + (counts[word] == 0 ? 0 : Math.max(1, entries));
      Arrays.fill(table, filled, Math.min(end, table.length), word);
      filled = Math.min(end, table.length);
    }
    return Arrays.copyOf(table, Math.max(1, filled));
  }

  /** Gives words that do not occur the mean vector of the words that occur once. */
  private void fillUnseen() {
    float[] mean = new float[dimension];
    int rareWords = 0;
    for (int word = 0; word < counts.length; word++) {
      if (counts[word] == 1) {
        rareWords++;
        for (int channel = 0; channel < dimension; channel++) {
          mean[channel] += (vectors[word][channel] - mean[channel]) / rareWords;
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
