package dev.trellis.training.dl4j;

import dev.trellis.dataset.Unit;
import dev.trellis.dataset.Vocabulary;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
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

  static Content read(Path file) throws IOException {
    Tokens tokens;
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      byte[] vocabulary = Files.readAllBytes(zip.getPath(VOCABULARY));
      tokens = new ObjectMapper().readValue(vocabulary, Tokens.class);
    }
    Unit unit = Unit.valueOf(tokens.unit().toUpperCase(Locale.ROOT));
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);
    return new Content(network, new Vocabulary(unit, tokens.tokens()));
  }
}
