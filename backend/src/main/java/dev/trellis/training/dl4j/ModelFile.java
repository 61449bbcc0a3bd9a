package dev.trellis.training.dl4j;

import dev.trellis.dataset.Unit;
import dev.trellis.dataset.Vocabulary;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * DL4J's model zip, which any DL4J program opens, with the vocabulary as one more entry, so that
 * text can be generated from the file alone. The state of the updater is left out: nobody trains on
 * from it.
 */
final class ModelFile {
  private static final String VOCABULARY = "vocabulary.json";

  private ModelFile() {}

  /** The vocabulary as it stands in the file. */
  private record Tokens(String unit, List<String> tokens) {}

  static void write(MultiLayerNetwork network, Vocabulary vocabulary, Path file)
      throws IOException {
    ModelSerializer.writeModel(network, file.toFile(), false);
    Tokens tokens =
        new Tokens(vocabulary.unit().name().toLowerCase(Locale.ROOT), vocabulary.tokens());
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.write(zip.getPath(VOCABULARY), new ObjectMapper().writeValueAsBytes(tokens));
    }
  }

  /** What is in a file. */
  record Content(MultiLayerNetwork network, Vocabulary vocabulary) {}

  /**
   * Reads the network's configuration and weights, the vocabulary, and nothing else that the file
   * may hold: DL4J's own reader turns an entry {@code preprocessor.bin} into Java objects, whatever
   * they are.
   */
  static Content read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Tokens tokens = new ObjectMapper().readValue(bytes(zip, VOCABULARY), Tokens.class);
      Unit unit = Unit.valueOf(tokens.unit().toUpperCase(Locale.ROOT));
      String configuration =
          new String(bytes(zip, ModelSerializer.CONFIGURATION_JSON), StandardCharsets.UTF_8);
      MultiLayerNetwork network =
          new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration));
      network.init(weights(zip), false);
      return new Content(network, new Vocabulary(unit, tokens.tokens()));
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
