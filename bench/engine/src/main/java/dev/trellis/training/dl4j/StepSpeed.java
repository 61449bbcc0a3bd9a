package dev.trellis.training.dl4j;

import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.Vocabulary;
import dev.trellis.space.Assignment;
import dev.trellis.training.dl4j.inference.TextGenerator;
import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.dl4j.network.Minibatch;
import dev.trellis.training.dl4j.network.RecurrentNetwork;
import dev.trellis.training.dl4j.settings.LanguageModelSettings;
import dev.trellis.training.inference.SamplingSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trellis and DL4J sides of the training speed benchmark. Reads commands from standard input, one per
 * line, and answers each command with one line of numbers:
 *
 * <ul>
 *   <li>{@code shape N T H L E V}: creates both networks
 *   <li>{@code trellis SECONDS}, {@code dl4j SECONDS}: trains for that processor time; answers tokens
 *       per second of processor time
 *   <li>{@code parallel SECONDS}: trains two trials concurrently, like {@code trellis}; answers the
 *       sum of both rates, then the sum in wall-clock time
 *   <li>{@code profile SECONDS}: trains like {@code trellis}; answers name and fraction of the time of
 *       each part of a step
 *   <li>{@code generate TOKENS}: generates text; answers tokens per second of processor time
 *   <li>{@code sgemm SECONDS}: multiplies matrices; answers operations per second of processor time
 * </ul>
 */
public final class StepSpeed {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PRODUCT = 1024;
  private static final double RATE = 0.002;

  private record Shape(int minibatch, int steps, int hidden, int layers, int embedding, int words) {
    long tokens() {
      return (long) minibatch * steps;
    }
  }

  private final Shape shape;
  private final LanguageModelSettings settings;
  private final int[][] inputs;
  private final int[][] targets;

  private StepSpeed(Shape shape) {
    this.shape = shape;
    Map<String, Object> values = new LinkedHashMap<>();
    new LanguageModelFamily(() -> Instant.EPOCH)
        .hyperparameters()
        .forEach(each -> values.put(each.name(), each.defaultValue()));
    values.put("minibatch_size", (long) shape.minibatch());
    values.put("sequence_length", (long) shape.steps());
    values.put("hidden_units", (long) shape.hidden());
    values.put("layers", (long) shape.layers());
    values.put("embedding_size", (long) shape.embedding());
    values.put("learning_rate", RATE);
    settings = LanguageModelSettings.of(new Assignment(values));
    inputs = tokens(1);
    targets = tokens(2);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    NativeThreads.limitToOne();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Runnable trellis = () -> {};
    Runnable dl4j = () -> {};
    StepSpeed speed = new StepSpeed(new Shape(1, 1, 1, 1, 1, 2));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ");
      double amount = Double.parseDouble(words[1]);
      double tokens = speed.shape.tokens();
      switch (words[0]) {
        case "shape" -> {
          speed = new StepSpeed(shape(words));
          trellis = speed.trellis();
          dl4j = speed.dl4j();
          answer(0);
        }
        case "trellis" -> answer(tokens * rate(trellis, amount));
        case "profile" -> answer(profile(trellis, amount));
        case "dl4j" -> answer(tokens * rate(dl4j, amount));
        case "parallel" -> answer(speed.parallel(amount));
        case "generate" -> answer(speed.generate((int) amount));
        case "sgemm" -> answer(2.0 * PRODUCT * PRODUCT * PRODUCT * rate(product(), amount));
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private static void answer(double... numbers) {
    StringBuilder line = new StringBuilder("answer");
    for (double number : numbers) {
      line.append(' ').append(number);
    }
    System.out.println(line);
  }

  private static void answer(Map<String, Double> shares) {
    StringBuilder line = new StringBuilder("answer");
    shares.forEach((part, share) -> line.append(' ').append(part).append(' ').append(share));
    System.out.println(line);
  }

  private static Map<String, Double> profile(Runnable work, double seconds) {
    return StepProfile.of(() -> rate(work, seconds));
  }

  private static Shape shape(String[] words) {
    int[] sizes = new int[6];
    for (int index = 0; index < sizes.length; index++) {
      sizes[index] = Integer.parseInt(words[index + 1]);
    }
    return new Shape(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5]);
  }

  /** Returns the rate per second of processor time of this thread; the work uses no other thread. */
  private static double rate(Runnable work, double seconds) {
    long start = THREADS.getCurrentThreadCpuTime();
    int runs = 0;
    double spent;
    do {
      work.run();
      runs++;
      spent = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    } while (spent < seconds);
    return runs / spent;
  }

  private MultiLayerConfiguration configuration() {
    return NetworkConfiguration.of(settings, shape.words(), 7, DataType.FLOAT);
  }

  private Runnable trellis() {
    RecurrentNetwork network = new RecurrentNetwork(configuration(), settings.common());
    network.reset(shape.minibatch());
    Minibatch batch = new Minibatch(inputs, targets);
    return () -> network.train(batch, RATE);
  }

  /** Trains with {@code fit} of DL4J; labels are created outside the measured time. */
  private Runnable dl4j() {
    if (shape.words() > 1000) {
      return () -> {};
    }
    MultiLayerConfiguration configuration = configuration();
    for (NeuralNetConfiguration layer : configuration.getConfs()) {
      BaseLayer conf = (BaseLayer) layer.getLayer();
      conf.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
      conf.setGradientNormalizationThreshold(5);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    INDArray features = Nd4j.createFromArray(inputs);
    INDArray labels =
        Nd4j.zeros(DataType.FLOAT, shape.minibatch(), shape.words(), shape.steps());
    for (int stream = 0; stream < shape.minibatch(); stream++) {
      for (int step = 0; step < shape.steps(); step++) {
        labels.putScalar(new long[] {stream, targets[stream][step], step}, 1);
      }
    }
    return () -> network.fit(features, labels);
  }

  private double[] parallel(double seconds) throws InterruptedException {
    double[] sums = new double[2];
    List<Thread> trials = new ArrayList<>();
    for (int trial = 0; trial < 2; trial++) {
      Thread thread = new Thread(() -> add(sums, seconds));
      thread.start();
      trials.add(thread);
    }
    for (Thread thread : trials) {
      thread.join();
    }
    return sums;
  }

  private void add(double[] sums, double seconds) {
    Runnable step = trellis();
    rate(step, 1);
    long start = System.nanoTime();
    long before = THREADS.getCurrentThreadCpuTime();
    double rate = shape.tokens() * rate(step, seconds);
    double share =
        (double) (THREADS.getCurrentThreadCpuTime() - before) / (System.nanoTime() - start);
    synchronized (sums) {
      sums[0] += rate;
      sums[1] += rate * share;
    }
  }

  private double generate(int tokens) {
    RecurrentNetwork network = new RecurrentNetwork(configuration(), settings.common());
    List<String> characters =
        IntStream.range(0, shape.words()).mapToObj(word -> Character.toString('!' + word)).toList();
    Vocabulary vocabulary = new Vocabulary(TokenUnit.CHAR, characters);
    TextGenerator generator =
        new TextGenerator(
            network.network(), vocabulary, new int[] {1}, new SamplingSettings(0.8, 0, 1));
    generator.generate(tokens);
    return tokens * rate(() -> generator.generate(tokens), 1);
  }

  private static Runnable product() {
    INDArray left = Nd4j.randn(DataType.FLOAT, PRODUCT, PRODUCT).dup('f');
    INDArray right = Nd4j.randn(DataType.FLOAT, PRODUCT, PRODUCT).dup('f');
    INDArray result = Nd4j.create(DataType.FLOAT, new long[] {PRODUCT, PRODUCT}, 'f');
    return () -> Nd4j.gemm(left, right, result, false, false, 1, 0);
  }

  private int[][] tokens(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] tokens = new int[shape.minibatch()][];
    for (int stream = 0; stream < tokens.length; stream++) {
      tokens[stream] = random.ints(shape.steps(), 0, shape.words()).toArray();
    }
    return tokens;
  }
}
