package dev.trellis.training.dl4j.onednn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.dataset.text.TokenizedText;
import dev.trellis.dataset.text.Vocabulary;
import dev.trellis.space.Assignment;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterruptedException;
import dev.trellis.training.dl4j.LanguageModelFamily;
import dev.trellis.training.dl4j.onednn.lstm.OneDnnLstm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

/** Tests training without the oneDNN library, in a process whose class path lacks the jar. */
class WithoutOneDnnTest {
  @Test
  void network_runs_on_dl4j_without_onednn() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classpathWithoutOneDnn(),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said)
        .containsOnlyOnce("layer=0 reason=\"oneDNN could not be loaded")
        .contains("trained to")
        .containsOnlyOnce("The output layer runs on ND4J: oneDNN is missing")
        .containsPattern("a language model, loss 0[.]0[0-9]+, .*softmax=nd4j, updater=fused");
  }

  private static String classpathWithoutOneDnn() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.matches(".*dnnl-[0-9.-]+-[a-z]+-[a-z0-9_]+\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The main class of the process. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws TrainingInterruptedException {
      MultiLayerNetwork network = LstmNetworks.network(5, 6);
      OneDnnLstm.accelerate(network);
      network.fit(LstmNetworks.randomNumbers(1, 2, 5, 3), LstmNetworks.labels(2, 3));
      System.out.println("trained to " + network.score());
      trainLanguageModel();
    }

    private static void trainLanguageModel() throws TrainingInterruptedException {
      LanguageModelFamily family = new LanguageModelFamily(() -> Instant.EPOCH);
      Map<String, Object> values = new LinkedHashMap<>();
      family.hyperparameters().forEach(each -> values.put(each.name(), each.defaultValue()));
      values.put("minibatch_size", 2L);
      values.put("sequence_length", 5L);
      try (TrainableModel model = family.create(new Assignment(values), text(), 1)) {
        Double loss = model.trainEpoch(1, fraction -> false).get("val_loss");
        System.out.println("a language model, loss " + loss + ", " + model.engines());
      }
    }

    private static TokenizedText text() {
      int[] tokens = IntStream.range(0, 200).map(place -> place * place % 7).toArray();
      List<String> names = List.of("a", "b", "c", "d", "e", "f", "g");
      return new TokenizedText(new Vocabulary(TokenUnit.CHAR, names), tokens, tokens, tokens);
    }
  }
}
