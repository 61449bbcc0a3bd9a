package dev.trellis.faults;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.dataset.text.TrainingData;
import dev.trellis.metric.Goal;
import dev.trellis.space.Assignment;
import dev.trellis.testing.InventedFamily;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.StopRequest;
import dev.trellis.training.TrainableModel;
import dev.trellis.training.TrainingInterruptedException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;

/** Trains nothing, takes the time it is told to, and misbehaves on demand in its second epoch. */
public final class ScriptedFamily extends InventedFamily {
  public ScriptedFamily() {
    super("scripted", "For tests of faults.");
  }

  @Override
  public List<Hyperparameter> hyperparameters() {
    return List.of(
        new Hyperparameter.Whole("point", "Where on the grid.", 0, 0, 1_000_000),
        new Hyperparameter.Whole("build_millis", "Before the first epoch.", 0, 0, 60_000),
        new Hyperparameter.Whole("epoch_millis", "Of each epoch.", 100, 0, 600_000),
        new Hyperparameter.Whole("end_millis", "After the last epoch.", 0, 0, 60_000),
        new Hyperparameter.Word(
            "behavior",
            "In the second epoch.",
            List.of("good", "held", "poison", "hang", "heap", "direct", "native", "error")));
  }

  @Override
  public List<EpochMetric> metrics() {
    return List.of(new EpochMetric("val_loss", "nats", Goal.MINIMIZE, "Follows from the epoch."));
  }

  @Override
  public long parameterCount(Assignment assignment, DataShape data) {
    return 1;
  }

  @Override
  public TrainableModel create(Assignment assignment, TrainingData data, long seed) {
    sleep(assignment.integer("build_millis"));
    return new Model(assignment);
  }

  /**
   * The file that lets held trials go on.
   *
   * @param temporary directory of temporary files of the processes that train
   */
  static Path released(Path temporary) {
    return temporary.resolve("released");
  }

  /** The file that is there once a trial hangs. */
  static Path hanging(Path temporary) {
    return temporary.resolve("hanging");
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Model(Assignment assignment) implements TrainableModel {
    private static final int SLICE_MILLIS = 20;

    @Override
    public long parameterCount() {
      return 1;
    }

    @Override
    public Map<String, Double> trainEpoch(int epoch, StopRequest interruption)
        throws TrainingInterruptedException {
      if (epoch == 2) {
        misbehave(assignment.text("behavior"), interruption);
      }
      long millis = assignment.integer("epoch_millis");
      for (long done = 0; done < millis; done += SLICE_MILLIS) {
        if (interruption.isRequested((double) done / millis)) {
          throw new TrainingInterruptedException();
        }
        sleep(Math.min(SLICE_MILLIS, millis - done));
      }
      return Map.of("val_loss", 1.0 / epoch + 1e-6 * assignment.integer("point"));
    }

    private static void misbehave(String behavior, StopRequest interruption)
        throws TrainingInterruptedException {
      switch (behavior) {
        case "held" -> awaitRelease(interruption);
        case "poison" -> Runtime.getRuntime().halt(134);
        case "hang" -> hang();
        case "heap" -> fillHeap();
        case "direct" -> fillDirectMemory();
        case "native" -> fillNativeMemory();
        case "error" -> throw new IllegalStateException("wrong every time");
        default -> {}
      }
    }

    private static void awaitRelease(StopRequest interruption) throws TrainingInterruptedException {
      while (!Files.exists(released(temporary()))) {
        if (interruption.isRequested(0)) {
          throw new TrainingInterruptedException();
        }
        sleep(SLICE_MILLIS);
      }
    }

    /** As native code does: no interrupt reaches it. */
    private static void hang() {
      try {
        Files.writeString(hanging(temporary()), "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      while (true) {
        sleep(1_000);
      }
    }

    private static void fillHeap() {
      List<long[]> all = new ArrayList<>();
      while (true) {
        all.add(new long[1 << 20]);
      }
    }

    private static void fillDirectMemory() {
      List<ByteBuffer> all = new ArrayList<>();
      while (true) {
        all.add(ByteBuffer.allocateDirect(1 << 24));
      }
    }

    /** Allocates native memory, as the arrays of real models do. */
    private static void fillNativeMemory() {
      List<BytePointer> all = new ArrayList<>();
      while (true) {
        all.add(new BytePointer(1L << 24));
      }
    }

    @Override
    public void saveState(DataOutput out) throws IOException {
      out.writeInt(1);
    }

    @Override
    public void restoreState(DataInput in) throws IOException {
      in.readInt();
    }

    @Override
    public void keepWeights() {}

    @Override
    public void restoreKeptWeights() {}

    @Override
    public Map<String, Double> test() {
      sleep(assignment.integer("end_millis"));
      return Map.of();
    }

    @Override
    public String sample(int tokens, long seed) {
      return "nothing";
    }

    @Override
    public void save(Path file) throws IOException {
      Files.writeString(file, "nothing");
    }

    @Override
    public void close() {}
  }
}
