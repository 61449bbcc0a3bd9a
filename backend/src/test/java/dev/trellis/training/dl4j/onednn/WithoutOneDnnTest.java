package dev.trellis.training.dl4j.onednn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

/** A machine for which oneDNN has no library: a process of its own, without that jar. */
class WithoutOneDnnTest {
  @Test
  void dl4j_does_the_work() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classpathWithoutOneDnn(),
                Machine.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said)
        .containsOnlyOnce("LSTM layer 0 runs on DL4J's own loop: oneDNN could not be loaded")
        .contains("trained to");
  }

  private static String classpathWithoutOneDnn() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.matches(".*dnnl-[0-9.-]+-[a-z]+-[a-z0-9_]+\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What runs in that process. */
  static final class Machine {
    private Machine() {}

    public static void main(String[] arguments) {
      MultiLayerNetwork network = LstmNetworks.network(5, 6);
      OneDnnLstm.accelerate(network);
      network.fit(LstmNetworks.numbers(1, 2, 5, 3), LstmNetworks.labels(2, 3));
      System.out.println("trained to " + network.score());
    }
  }
}
