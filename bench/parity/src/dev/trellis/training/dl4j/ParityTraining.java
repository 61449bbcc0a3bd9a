package dev.trellis.training.dl4j;

import dev.trellis.dataset.text.Preparation;
import dev.trellis.dataset.text.Split;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedExamples;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.space.Assignment;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterruptedException;
import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.dl4j.network.Minibatch;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.settings.ClassifierSettings;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import dev.trellis.training.dl4j.settings.RecurrentSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The Trellis side of the parity benchmark. Reads commands from standard input, one per line, and
 * answers each with one line that starts with {@code answer}:
 *
 * <ul>
 *   <li>{@code text UNIT FILE TOKENS VOCABULARY FOLDER}: tokenizes a text, counts its vocabulary and
 *       keeps the first TOKENS tokens of its training part; answers the vocabulary size. VOCABULARY
 *       0 keeps all distinct tokens.
 *   <li>{@code examples FILE FOLDER}: tokenizes labeled texts, one {@code label TAB text} per line;
 *       answers the vocabulary size and the number of classes
 *   <li>{@code steps SEED FOLDER NAME=VALUE...}: builds a network, writes its initial weights to
 *       {@code weights.f32}, trains on the minibatches of {@code batches.i32}; answers the mean
 *       loss of each update
 *   <li>{@code epochs SEED COUNT NAME=VALUE...}: trains a model as a trial does; answers the
 *       validation loss after each epoch
 * </ul>
 *
 * <p>Both data commands write {@code training.i32} and {@code validation.i32} to FOLDER: token
 * indices, or label, length and token indices of each labeled text. Hyperparameters that are not
 * named have their default. All numbers in files are little-endian.
 */
public final class ParityTraining {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int TRAINING_OVER_VALIDATION = 5;

  private TrainingData data = TokenizedText.of("ab", TokenUnit.CHAR, Split.DEFAULT, null);

  private ParityTraining() {}

  public static void main(String[] arguments) throws IOException, TrainingInterruptedException {
    NativeThreads.limitToOne();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ParityTraining training = new ParityTraining();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> words = List.of(line.split(" "));
      switch (words.get(0)) {
        case "text" -> training.readText(words);
        case "examples" -> training.readExamples(words);
        case "steps" -> training.trainSteps(words);
        case "epochs" -> training.trainEpochs(words);
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static void answer(List<? extends Number> numbers) {
    StringBuilder line = new StringBuilder("answer");
    numbers.forEach(number -> line.append(' ').append(number));
    System.out.println(line);
  }

  private void readText(List<String> words) throws IOException {
    int tokens = Integer.parseInt(words.get(3));
    long vocabulary = Long.parseLong(words.get(4));
    Preparation how =
        new Preparation(
            TokenUnit.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
            Split.DEFAULT,
            null,
            vocabulary == 0 ? null : vocabulary);
    TokenizedText whole = TokenizedText.of(Files.readString(Path.of(words.get(2))), how);
    int[] training = beginning(whole.training(), tokens);
    int[] validation = beginning(whole.validation(), tokens / TRAINING_OVER_VALIDATION);
    Path folder = Path.of(words.get(5));
    write(folder.resolve("training.i32"), Arrays.stream(training));
    write(folder.resolve("validation.i32"), Arrays.stream(validation));
    data = new TokenizedText(whole.vocabulary(), training, validation, whole.test());
    answer(List.of(whole.vocabulary().size()));
  }

  private static int[] beginning(int[] tokens, int length) {
    return Arrays.copyOf(tokens, Math.min(length, tokens.length));
  }

  private void readExamples(List<String> words) throws IOException {
    Preparation how = new Preparation(TokenUnit.WORD, Split.STRATIFIED, null, null);
    TokenizedExamples examples = TokenizedExamples.of(Files.readString(Path.of(words.get(1))), how);
    Path folder = Path.of(words.get(2));
    write(folder.resolve("training.i32"), numbers(examples.training()));
    write(folder.resolve("validation.i32"), numbers(examples.validation()));
    data = examples;
    answer(List.of(examples.vocabulary().size(), examples.labels().size()));
  }

  private static IntStream numbers(TokenizedExamples.Part part) {
    return IntStream.range(0, part.size())
        .mapToObj(
            index ->
                IntStream.concat(
                    IntStream.of(part.labels()[index], part.tokens()[index].length),
                    Arrays.stream(part.tokens()[index])))
        .flatMapToInt(each -> each);
  }

  private static void write(Path file, IntStream numbers) throws IOException {
    int[] all = numbers.toArray();
    ByteBuffer bytes = ByteBuffer.allocate(all.length * Integer.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(all);
    Files.write(file, bytes.array());
  }

  private ModelFamily family() {
    return data instanceof TokenizedText
        ? new LanguageModelFamily(CLOCK)
        : new ClassifierFamily(CLOCK);
  }

  private Assignment assignment(Stream<String> pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    family().hyperparameters().forEach(each -> values.put(each.name(), each.defaultValue()));
    pairs
        .map(pair -> pair.split("="))
        .forEach(pair -> values.put(pair[0], value(values.get(pair[0]), pair[1])));
    return new Assignment(values);
  }

  private static Object value(Object defaultValue, String text) {
    if (defaultValue instanceof Long) {
      return Long.valueOf(text);
    }
    return defaultValue instanceof Double ? Double.valueOf(text) : text;
  }

  private void trainEpochs(List<String> words) throws TrainingInterruptedException {
    Assignment assignment = assignment(words.stream().skip(3));
    List<Double> losses = new ArrayList<>();
    try (TrainableModel model = family().create(assignment, data, Long.parseLong(words.get(1)))) {
      for (int epoch = 1; epoch <= Integer.parseInt(words.get(2)); epoch++) {
        losses.add(model.trainEpoch(epoch, fraction -> false).get("val_loss"));
      }
    }
    answer(losses);
  }

  private void trainSteps(List<String> words) throws IOException {
    Assignment assignment = assignment(words.stream().skip(3));
    long seed = Long.parseLong(words.get(1));
    Path folder = Path.of(words.get(2));
    RecurrentSettings settings = RecurrentSettings.of(assignment);
    double rate = assignment.real("learning_rate");
    List<Double> losses = new ArrayList<>();
    try (RecurrentNetwork network =
        new RecurrentNetwork(configuration(assignment, seed), settings)) {
      write(folder.resolve("weights.f32"), network.network().params().dup().data().asFloat());
      network.reset(settings.minibatchSize());
      for (Minibatch batch : batches(folder.resolve("batches.i32"))) {
        losses.add(network.train(batch, rate).score().meanLoss());
      }
    }
    answer(losses);
  }

  private MultiLayerConfiguration configuration(Assignment assignment, long seed) {
    return data instanceof TokenizedText
        ? NetworkConfiguration.of(
            LanguageModelSettings.of(assignment), data.vocabulary().size(), seed, DataType.FLOAT)
        : ClassifierConfiguration.of(
            ClassifierSettings.of(assignment), data.shape(), seed, DataType.FLOAT);
  }

  private static void write(Path file, float[] numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
    Files.write(file, bytes.array());
  }

  /** Each minibatch: rows, steps, steps of targets, whether lengths follow; then the arrays. */
  private static List<Minibatch> batches(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Minibatch> batches = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int rows = bytes.getInt();
      int steps = bytes.getInt();
      int targets = bytes.getInt();
      boolean ends = bytes.getInt() != 0;
      int[][] tokens = array(bytes, rows, steps);
      int[] lengths = ends ? array(bytes, 1, rows)[0] : new int[0];
      batches.add(new Minibatch(tokens, lengths, array(bytes, rows, targets)));
    }
    return batches;
  }

  private static int[][] array(ByteBuffer bytes, int rows, int columns) {
    int[][] array = new int[rows][columns];
    for (int[] row : array) {
      for (int column = 0; column < columns; column++) {
        row[column] = bytes.getInt();
      }
    }
    return array;
  }
}
