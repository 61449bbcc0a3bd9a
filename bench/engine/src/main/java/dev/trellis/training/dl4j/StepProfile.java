package dev.trellis.training.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sampling profiler of a thread, which takes a stack trace every few milliseconds. Nearly all of a
 * training step runs in native code, which appears as the Java method that calls it.
 */
final class StepProfile implements Runnable {
  private static final int MILLISECONDS = 3;

  /** Parts of a step by method; if several methods are on the stack, the innermost method counts. */
  private static final Map<String, String> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("TokenEmbedding.forward", "embedding");
    PARTS.put("TokenEmbedding.backward", "embedding");
    PARTS.put("LstmWeights.read", "weights-packed");
    PARTS.put("LstmWeights.write", "weights-packed");
    PARTS.put("PackedWeights.follow", "weights-packed");
    PARTS.put("ForwardPass.run", "lstm-forward");
    PARTS.put("CarriedLstm.forward", "lstm-forward");
    PARTS.put("BackwardPass.run", "lstm-backward");
    PARTS.put("CarriedLstm.backward", "lstm-backward");
    PARTS.put("OneDnnSoftmax.forward", "softmax-forward");
    PARTS.put("OneDnnSoftmax.backward", "softmax-backward");
    PARTS.put("FusedUpdater.update", "updater");
    PARTS.put("NetworkPasses.computeGradient", "between-layers");
    PARTS.put("RecurrentNetwork.train", "norm-of-gradient");
  }

  private final Thread thread = Thread.currentThread();
  private final Map<String, Integer> looks = new ConcurrentHashMap<>();
  private volatile boolean over;

  /** Returns the fraction of the time of each part; {@code other} is the rest. */
  static Map<String, Double> of(Runnable work) {
    StepProfile profile = new StepProfile();
    Thread watch = new Thread(profile, "profile");
    watch.setDaemon(true);
    watch.start();
    work.run();
    profile.over = true;
    double all = profile.looks.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    PARTS.values().forEach(part -> shares.put(part, profile.looks.getOrDefault(part, 0) / all));
    shares.put("other", profile.looks.getOrDefault("other", 0) / all);
    return shares;
  }

  @Override
  public void run() {
    while (!over) {
      looks.merge(part(thread.getStackTrace()), 1, Integer::sum);
      try {
        Thread.sleep(MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String part(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      String part =
          PARTS.get(type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName());
      if (part != null) {
        return part;
      }
    }
    return "other";
  }
}
