package dev.trellis.bench.engine;

import dev.trellis.training.dl4j.onednn.OneDnnLstm;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One LSTM layer, forward and backward, on DL4J's own loop and on oneDNN, beside the rate of a bare
 * matrix product on the same core. The three take turns, and the best run of each counts. Time is
 * the thread's own processor time, so that other work on the machine disturbs little; it is the
 * whole time, as one thread does all.
 */
public final class LstmSpeed {
  private static final int TURNS = 7;
  private static final long TURN_NANOSECONDS = 800_000_000;
  private static final int PRODUCT = 512;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final LayerWorkspaceMgr WORKSPACES = workspaces();

  private record Shape(int minibatch, int steps, int hidden) {
    /** Multiply and add for 4 gates, of input and of state; twice that again backwards. */
    double operations() {
      return 3.0 * 2 * 4 * hidden * (hidden + hidden) * minibatch * steps;
    }
  }

  private LstmSpeed() {}

  public static void main(String[] arguments) {
    System.out.println("shape | sgemm GFLOP/s | DL4J | oneDNN | of sgemm | of DL4J");
    for (Shape shape :
        List.of(new Shape(32, 50, 128), new Shape(32, 50, 256), new Shape(64, 100, 512))) {
      System.out.println(measure(shape));
    }
  }

  private static String measure(Shape shape) {
    Runnable product = product();
    Runnable stock = step(shape, false);
    Runnable oneDnn = step(shape, true);
    double[] best = new double[3];
    for (int turn = 0; turn < TURNS; turn++) {
      best[0] = Math.max(best[0], 2.0 * Math.pow(PRODUCT, 3) * rate(product));
      if (turn < 3) {
        best[1] = Math.max(best[1], shape.operations() * rate(stock));
      }
      best[2] = Math.max(best[2], shape.operations() * rate(oneDnn));
    }
    return String.format(
        Locale.ROOT,
        "N%d T%d H%d | %.1f | %.1f | %.1f | %.0f %% | %.1f x",
        shape.minibatch(),
        shape.steps(),
        shape.hidden(),
        best[0] / 1e9,
        best[1] / 1e9,
        best[2] / 1e9,
        100 * best[2] / best[0],
        best[2] / best[1]);
  }

  /** Best runs a second within one turn. */
  private static double rate(Runnable work) {
    work.run();
    long end = THREADS.getCurrentThreadCpuTime() + TURN_NANOSECONDS;
    long shortest = Long.MAX_VALUE;
    long start;
    do {
      start = THREADS.getCurrentThreadCpuTime();
      work.run();
      shortest = Math.min(shortest, THREADS.getCurrentThreadCpuTime() - start);
    } while (start < end);
    return 1e9 / shortest;
  }

  private static Runnable product() {
    INDArray left = Nd4j.randn(DataType.FLOAT, PRODUCT, PRODUCT).dup('f');
    INDArray right = Nd4j.randn(DataType.FLOAT, PRODUCT, PRODUCT).dup('f');
    INDArray result = Nd4j.create(DataType.FLOAT, new long[] {PRODUCT, PRODUCT}, 'f');
    return () -> Nd4j.gemm(left, right, result, false, false, 1, 0);
  }

  private static Runnable step(Shape shape, boolean oneDnn) {
    MultiLayerNetwork network = network(shape.hidden());
    if (oneDnn && !OneDnnLstm.accelerate(network).get(0).isAccelerated()) {
      throw new IllegalStateException("oneDNN is not there");
    }
    var layer = (org.deeplearning4j.nn.layers.recurrent.LSTM) network.getLayer(0);
    INDArray input =
        Nd4j.randn(DataType.FLOAT, shape.minibatch(), shape.hidden(), shape.steps()).dup('f');
    INDArray epsilon = input.dup('f');
    return () -> {
      try (MemoryWorkspace activations = WORKSPACES.notifyScopeEntered(ArrayType.ACTIVATIONS);
          MemoryWorkspace gradients = WORKSPACES.notifyScopeEntered(ArrayType.ACTIVATION_GRAD);
          MemoryWorkspace forward = WORKSPACES.notifyScopeEntered(ArrayType.FF_WORKING_MEM);
          MemoryWorkspace backward = WORKSPACES.notifyScopeEntered(ArrayType.BP_WORKING_MEM)) {
        layer.activate(input, true, WORKSPACES);
        layer.backpropGradient(epsilon, WORKSPACES);
      }
      // an update, so that weights are packed anew
      network.params().addi(1e-7);
    };
  }

  private static MultiLayerNetwork network(int hidden) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .list()
                .layer(
                    new LSTM.Builder().nIn(hidden).nOut(hidden).activation(Activation.TANH).build())
                .layer(
                    new RnnOutputLayer.Builder()
                        .nIn(hidden)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network.initGradientsView();
    return network;
  }

  /** Memory is reused from step to step, as where DL4J trains. */
  private static LayerWorkspaceMgr workspaces() {
    WorkspaceConfiguration grows = WorkspaceConfiguration.builder().build();
    LayerWorkspaceMgr.Builder builder = LayerWorkspaceMgr.builder();
    for (ArrayType type : ArrayType.values()) {
      builder.with(type, "bench_" + type, grows);
    }
    return builder.build();
  }
}
