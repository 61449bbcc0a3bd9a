package dev.trellis.training.dl4j.inference;

import dev.trellis.dataset.text.Normalization;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.dataset.text.Vocabulary;
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
 * Model file: DL4J's zip format, which any DL4J program can open, with additional entries for
 * vocabulary, text normalization and labels, so that the file is sufficient to use the model. The
 * optimizer state is not stored, since training does not resume from a model file.
 */
public final class ModelFile {
  private static final String VOCABULARY = "vocabulary.json";
  private static final String LABELS = "labels.json";
  private static final String PREPROCESSING = "preprocessing.json";

  private ModelFile() {}

  /** JSON form of the vocabulary. */
  private record Tokens(String unit, List<String> tokens) {}

  /**
   * Returns the preprocessing rules for programs that use the model elsewhere: {@code unit}, {@code
   * normalization} (a {@link Normalization}, applied first) with a description, Unicode
   * normalization and lower-casing (not applied), and the unknown token ({@code null} if the
   * vocabulary has none).
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

  /** Writes a language model. */
  public static void write(MultiLayerNetwork network, Vocabulary vocabulary, Path file)
      throws IOException {
    write(network, vocabulary, List.of(), file);
  }

  /**
   * Writes a model.
   *
   * @param labels labels of a classifier; empty for a language model
   */
  public static void write(
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
   * Content of a model file.
   *
   * @param labels labels of a classifier; empty for a language model
   * @param normalization normalization that is applied to every text before tokenization
   */
  record Content(
      MultiLayerNetwork network,
      Vocabulary vocabulary,
      List<String> labels,
      Normalization normalization) {
    /** Returns the tokens of a text, preprocessed as in training. */
    int[] encode(String text) {
      return vocabulary.encode(normalization.apply(text));
    }

    /** Returns the distinct tokens of a text that are not in the vocabulary. */
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

  /**
   * Reads the normalization. Files of earlier versions do not store it; their normalization follows
   * from the kind of the model.
   */
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
   * Reads configuration and weights of the network, vocabulary and labels. It does not use DL4J's
   * reader, which deserializes an entry {@code preprocessor.bin} into arbitrary Java objects.
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
    return new Vocabulary(
        TokenUnit.valueOf(tokens.unit().toUpperCase(Locale.ROOT)), tokens.tokens());
  }

  private static List<String> labels(ZipFile zip) throws IOException {
    return zip.getEntry(LABELS) == null
        ? List.of()
        : List.of(new ObjectMapper().readValue(bytes(zip, LABELS), String[].class));
  }

  /**
   * Returns the embedding table, which is the first of the parameters. Loads no native library and
   * keeps only the vocabulary in memory.
   *
   * @throws IOException if the file is not a model file
   */
  public static TrainedEmbedding readEmbedding(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Vocabulary vocabulary = vocabulary(zip);
      return new TrainedEmbedding(
          vocabulary, consumer -> readTable(file, vocabulary.size(), consumer));
    }
  }

  private static void readTable(Path file, int tokens, Consumer<float[]> consumer)
      throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile());
        DataInputStream in =
            new DataInputStream(
                new BufferedInputStream(entry(zip, ModelSerializer.COEFFICIENTS_BIN)))) {
      byte[] configuration = bytes(zip, ModelSerializer.CONFIGURATION_JSON);
      int size = new ObjectMapper().readTree(configuration).findValue("nout").asInt();
      readTable(in, tokens, size, consumer);
    }
  }

  /**
   * Reads the table column by column. ND4J writes two buffers, shape and elements; each consists of
   * allocation mode, length, type and content.
   */
  private static void readTable(
      DataInputStream in, int tokens, int size, Consumer<float[]> consumer) throws IOException {
    in.readUTF();
    long shapeLength = in.readLong();
    in.readUTF();
    in.skipNBytes(Long.BYTES * shapeLength);
    in.readUTF();
    in.readLong();
    String type = in.readUTF();
    if (!type.equals("FLOAT")) {
      throw new IOException("the type of the parameters is " + type + ", expected FLOAT");
    }
    byte[] bytes = new byte[Float.BYTES * tokens];
    float[] channel = new float[tokens];
    for (int index = 0; index < size; index++) {
      in.readFully(bytes);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(channel);
      consumer.accept(channel);
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
      throw new ZipException("the model file has no entry " + name);
    }
    return zip.getInputStream(entry);
  }
}
