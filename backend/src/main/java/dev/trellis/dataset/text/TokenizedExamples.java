package dev.trellis.dataset.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Labeled texts as indices into a vocabulary and a list of labels, split into training, validation
 * and test parts. The vocabulary always contains {@link Vocabulary#UNKNOWN}, because a classifier
 * must handle unseen texts.
 *
 * @param labels labels in alphabetical order
 */
public record TokenizedExamples(
    Vocabulary vocabulary, List<String> labels, Part training, Part validation, Part test)
    implements TrainingData {
  private static final long LOT = 0;

  /**
   * Some of the examples.
   *
   * @param tokens of each text, in the order of the dataset; at least one each
   * @param labels index of each text's label
   */
  public record Part(int[][] tokens, int[] labels) {
    public int size() {
      return labels.length;
    }

    private IntStream allTokens() {
      return Arrays.stream(tokens).flatMapToInt(Arrays::stream);
    }

    private int longest() {
      return Arrays.stream(tokens).mapToInt(text -> text.length).max().orElse(0);
    }
  }

  /**
   * @param text examples as {@link LabeledText} writes them
   */
  public static TokenizedExamples of(String text, Preparation how) {
    LabeledText examples = LabeledText.parse(text);
    List<String> labels =
        List.copyOf(new TreeSet<>(examples.all().map(LabeledText.Example::label).toList()));
    VocabularyBuilder ranking = new VocabularyBuilder();
    Part given = part(examples.given(), labels, how.unit(), ranking);
    Part apart = part(examples.test(), labels, how.unit(), ranking);
    Split split = apart.size() > 0 ? how.split().withoutTest() : how.split();
    int[][] parts = split.by() == Split.By.STRATIFIED ? drawn(given, split) : cut(given, split);
    Part training = select(given, parts[0]);
    Part validation = select(given, parts[1]);
    Part test = apart.size() > 0 ? apart : select(given, parts[2]);
    VocabularyBuilder.Ranked ranked =
        ranking.rank(how.unit(), training.allTokens(), how.maxVocabulary(), true);
    Stream.of(training, validation, test)
        .flatMap(part -> Arrays.stream(part.tokens()))
        .forEach(ranked::apply);
    return new TokenizedExamples(ranked.vocabulary(), labels, training, validation, test);
  }

  private static Part part(
      List<LabeledText.Example> examples,
      List<String> labels,
      TokenUnit unit,
      VocabularyBuilder ranking) {
    int[][] tokens = new int[examples.size()][];
    int[] indices = new int[examples.size()];
    for (int index = 0; index < tokens.length; index++) {
      LabeledText.Example example = examples.get(index);
      tokens[index] = unit.tokens(example.text()).mapToInt(ranking::place).toArray();
      indices[index] = labels.indexOf(example.label());
    }
    return new Part(tokens, indices);
  }

  private static int[][] cut(Part all, Split split) {
    int trainingEnd = split.trainingEnd(all.size());
    int validationEnd = split.validationEnd(all.size());
    return new int[][] {
      IntStream.range(0, trainingEnd).toArray(),
      IntStream.range(trainingEnd, validationEnd).toArray(),
      IntStream.range(validationEnd, all.size()).toArray()
    };
  }

  private static int[][] drawn(Part all, Split split) {
    List<List<Integer>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int labels = Arrays.stream(all.labels()).max().orElse(-1) + 1;
    int[] examples = new int[labels];
    Arrays.stream(all.labels()).forEach(label -> examples[label]++);
    int[][] counts = StratifiedSplit.counts(examples, split);
    for (int label = 0; label < labels; label++) {
      int[] ofLabel = shuffled(all, label);
      int trainingEnd = counts[label][0];
      int validationEnd = trainingEnd + counts[label][1];
      for (int place = 0; place < ofLabel.length; place++) {
        int part = place < trainingEnd ? 0 : place < validationEnd ? 1 : 2;
        parts.get(part).add(ofLabel[place]);
      }
    }
    return parts.stream()
        .map(part -> part.stream().mapToInt(Integer::intValue).sorted().toArray())
        .toArray(int[][]::new);
  }

  private static int[] shuffled(Part all, int label) {
    int[] ofLabel =
        IntStream.range(0, all.size()).filter(index -> all.labels()[index] == label).toArray();
    SplittableRandom lot = new SplittableRandom(LOT);
    for (int place = ofLabel.length - 1; place > 0; place--) {
      int other = lot.nextInt(place + 1);
      int held = ofLabel[place];
      ofLabel[place] = ofLabel[other];
      ofLabel[other] = held;
    }
    return ofLabel;
  }

  private static Part select(Part all, int[] indices) {
    return new Part(
        Arrays.stream(indices).mapToObj(index -> all.tokens()[index]).toArray(int[][]::new),
        Arrays.stream(indices).map(index -> all.labels()[index]).toArray());
  }

  /** Every text is trained on; texts longer than a sequence are cut. */
  @Override
  public TokenUse tokenUse(long minibatchSize, long sequenceLength) {
    return new TokenUse(
        Arrays.stream(training.tokens())
            .mapToLong(text -> Math.min(text.length, sequenceLength))
            .sum(),
        training.allTokens().count());
  }

  @Override
  public DataShape shape() {
    int longest = Math.max(training.longest(), Math.max(validation.longest(), test.longest()));
    return new DataShape(vocabulary.size(), labels.size(), longest);
  }
}
