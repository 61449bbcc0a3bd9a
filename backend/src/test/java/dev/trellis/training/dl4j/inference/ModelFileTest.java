package dev.trellis.training.dl4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.dl4j.LanguageModelFamily;
import dev.trellis.training.embedding.TrainedEmbedding.Neighbor;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of reading model files. */
class ModelFileTest {
  private static final ModelFamily FAMILY = new LanguageModelFamily(() -> Instant.EPOCH);
  private static final int WORDS = 20_000;
  private static final int SIZE = 500;

  @Test
  void nearest_words_allocate_less_than_half_of_table(@TempDir Path folder) throws IOException {
    Path file = largeModel(folder.resolve("large.zip"));
    // loads the classes and native libraries, which allocate as well
    FAMILY.readEmbedding(file).nearest("w1", 1);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    List<Neighbor> nearest = FAMILY.readEmbedding(file).nearest("w100", 4).orElseThrow();

    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan((long) WORDS * SIZE * Float.BYTES / 2);
    assertThat(nearest)
        .extracting(Neighbor::word)
        .containsExactlyInAnyOrder("w99", "w101", "w98", "w102");
    assertThat(nearest.get(0).similarity()).isCloseTo(Math.cos(1.0 / WORDS), within(1e-6));
  }

  /** Writes a model with word vectors in the plane; the angle of word n is n / 20,000 radians. */
  private static Path largeModel(Path file) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      zip.setLevel(Deflater.BEST_SPEED);
      write(zip, ModelSerializer.CONFIGURATION_JSON, "{\"nout\": " + SIZE + "}");
      String tokens =
          IntStream.range(0, WORDS)
              .mapToObj(index -> "\"w" + index + "\"")
              .collect(Collectors.joining(","));
      write(zip, "vocabulary.json", "{\"unit\":\"word\",\"tokens\":[" + tokens + "]}");
      zip.putNextEntry(new ZipEntry(ModelSerializer.COEFFICIENTS_BIN));
      writeTable(new DataOutputStream(zip));
      zip.closeEntry();
    }
    return file;
  }

  private static void write(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static void writeTable(DataOutputStream out) throws IOException {
    out.writeUTF("LONG_SHAPE");
    out.writeLong(1);
    out.writeUTF("LONG");
    out.writeLong(0);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong((long) WORDS * SIZE);
    out.writeUTF("FLOAT");
    ByteBuffer[] channels = {ByteBuffer.allocate(4 * WORDS), ByteBuffer.allocate(4 * WORDS)};
    for (int word = 0; word < WORDS; word++) {
      double angle = (double) word / WORDS;
      channels[0].putFloat((float) Math.cos(angle));
      channels[1].putFloat((float) Math.sin(angle));
    }
    for (int channel = 0; channel < SIZE; channel++) {
      out.write(channels[channel % 2].array());
    }
    out.flush();
  }
}
