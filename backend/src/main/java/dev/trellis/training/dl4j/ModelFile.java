package dev.trellis.training.dl4j;

import dev.trellis.dataset.Normalization;
import dev.trellis.dataset.TrainingData;
import dev.trellis.dataset.Unit;
import dev.trellis.dataset.Vocabulary;
import dev.trellis.training.embedding.TrainedEmbedding;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * DL4J's model zip, which any DL4J program opens, with the vocabulary, the normalization of texts
 * and the labels of a classifier as more entries, so that the file alone is enough to use the
 * model. The state of the updater is left out: nobody trains on from it.
 */
final class ModelFile {
  private static final String VOCABULARY = "vocabulary.json";
  private static final String LABELS = "labels.json";
  private static final String PREPROCESSING = "preprocessing.json";

  private ModelFile() {}

  /** The vocabulary as it stands in the file. */
  private record Tokens(String unit, List<String> tokens) {}

  /**
   * Returns how a text becomes tokens, for programs that use the model elsewhere: {@code unit},
   * {@code normalization} (a {@link Normalization}, applied first) with its rule in words, Unicode
   * normalization and lower case (none), and the token that stands for all others ({@code null} if
   * the vocabulary has none).
   */
  private static Map<String, @Nullable Object> preprocessing(
      Vocabulary vocabulary, Normalization normalization) {
    Map<String, @Nullable Object> rules = new LinkedHashMap<>();
    rules.put("unit", vocabulary.unit().name().toLowerCase(Locale.ROOT));
    rules.put("normalization", normalization.name().toLowerCase(Locale.ROOT));
    rules.put("normalization_rule", normalization.rule());
    rules.put("unicode_normalization", "none");
    rules.put("lower_case", false);
    rules.put(
        "unknown_token",
        vocabulary.tokens().contains(Vocabulary.UNKNOWN) ? Vocabulary.UNKNOWN : null);
    return rules;
  }

  static void write(MultiLayerNetwork network, Vocabulary vocabulary, Path file)
      throws IOException {
    write(network, vocabulary, List.of(), file);
  }

  /**
   * @param labels of a classifier; none for a language model
   */
  static void write(
      MultiLayerNetwork network, Vocabulary vocabulary, List<String> labels, Path file)
      throws IOException {
    ModelSerializer.writeModel(network, file.toFile(), false);
    Tokens tokens =
        new Tokens(vocabulary.unit().name().toLowerCase(Locale.ROOT), vocabulary.tokens());
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.write(zip.getPath(VOCABULARY), new ObjectMapper().writeValueAsBytes(tokens));
      Files.write(
          zip.getPath(PREPROCESSING),
          new ObjectMapper().writeValueAsBytes(preprocessing(vocabulary, normalization(labels))));
      if (!labels.isEmpty()) {
        Files.write(zip.getPath(LABELS), new ObjectMapper().writeValueAsBytes(labels));
      }
    }
  }

  /**
   * What is in a file.
   *
   * @param labels of a classifier; none for a language model
   * @param normalization of every text before it is cut into tokens
   */
  record Content(
      MultiLayerNetwork network,
      Vocabulary vocabulary,
      List<String> labels,
      Normalization normalization) {
    /** Returns the tokens of a text, read as the texts in training were. */
    int[] encode(String text) {
      return vocabulary.encode(normalization.apply(text));
    }

    List<String> unknownTokens(String text) {
      return vocabulary.unknown(normalization.apply(text));
    }
  }

  /** Returns the normalization of the texts that a model with these labels was trained on. */
  private static Normalization normalization(List<String> labels) {
    TrainingData.Kind kind =
        labels.isEmpty() ? TrainingData.Kind.LANGUAGE : TrainingData.Kind.LABELLED;
    return kind.normalization();
  }

  /** Reads the normalization; files of earlier versions have that of their kind. */
  private static Normalization normalization(ZipFile zip, List<String> labels) throws IOException {
    return zip.getEntry(PREPROCESSING) == null
        ? normalization(labels)
        : Normalization.valueOf(
            new ObjectMapper()
                .readTree(bytes(zip, PREPROCESSING))
                .get("normalization")
                .asText()
                .toUpperCase(Locale.ROOT));
  }

  /**
   * Reads the network's configuration and weights, the vocabulary, and nothing else that the file
   * may hold: DL4J's own reader turns an entry {@code preprocessor.bin} into Java objects, whatever
   * they are.
   */
  static Content read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String configuration =
          new String(bytes(zip, ModelSerializer.CONFIGURATION_JSON), StandardCharsets.UTF_8);
      MultiLayerNetwork network =
          new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration));
      network.init(weights(zip), false);
      List<String> labels = labels(zip);
      return new Content(network, vocabulary(zip), labels, normalization(zip, labels));
    }
  }

  private static Vocabulary vocabulary(ZipFile zip) throws IOException {
    Tokens tokens = new ObjectMapper().readValue(bytes(zip, VOCABULARY), Tokens.class);
    return new Vocabulary(Unit.valueOf(tokens.unit().toUpperCase(Locale.ROOT)), tokens.tokens());
  }

  private static List<String> labels(ZipFile zip) throws IOException {
    return zip.getEntry(LABELS) == null
        ? List.of()
        : List.of(new ObjectMapper().readValue(bytes(zip, LABELS), String[].class));
  }

  /**
   * Returns the embedding table, which comes first among the parameters. No native library is
   * loaded, and only the vocabulary is held in memory.
   *
   * @throws IOException if the file is no such model
   */
  static TrainedEmbedding embedding(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Vocabulary vocabulary = vocabulary(zip);
      return new TrainedEmbedding(vocabulary, use -> table(file, vocabulary.size(), use));
    }
  }

  private static void table(Path file, int tokens, Consumer<float[]> use) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(entry(zip, ModelSerializer.COEFFICIENTS_BIN)))) {
      byte[] configuration = bytes(zip, ModelSerializer.CONFIGURATION_JSON);
      int size = new ObjectMapper().readTree(configuration).findValue("nout").asInt();
      table(in, tokens, size, use);
    }
  }

  /**
   * Reads by columns. ND4J writes two buffers, the shape and the numbers, each as its kind of
   * memory, its length, its type and its content.
   */
  private static void table(DataInputStream in, int tokens, int size, Consumer<float[]> use)
      throws IOException {
    in.readUTF();
    long shapeLength = in.readLong();
    in.readUTF();
    in.skipNBytes(Long.BYTES * shapeLength);
    in.readUTF();
    in.readLong();
    String type = in.readUTF();
    if (!type.equals("FLOAT")) {
      throw new IOException("the parameters are " + type + ", not FLOAT");
    }
    byte[] bytes = new byte[Float.BYTES * tokens];
    float[] channel = new float[tokens];
    for (int index = 0; index < size; index++) {
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(channel);
      use.accept(channel);
    }
  }

  private static INDArray weights(ZipFile zip) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(entry(zip, ModelSerializer.COEFFICIENTS_BIN)))) {
      return Nd4j.read(in);
    }
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    try (InputStream in = entry(zip, name)) {
      return in.readAllBytes();
    }
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new ZipException("the model file has no " + name);
    }
    return zip.getInputStream(entry);
  }
}
