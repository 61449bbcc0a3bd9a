package dev.trellis.training.dl4j;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One native thread for each trial: small products are faster that way, trials run side by side
 * instead, and sums have one order, so that a seed gives the same bits again. Says the same as
 * {@code OMP_NUM_THREADS=1} in the environment of a worker.
 */
final class NativeThreads {
  private NativeThreads() {}

  /** For the whole process. */
  static void limitToOne() {
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    openblas_nolapack.blas_set_num_threads(1);
  }
}
