package dev.trellis.training.dl4j.natives;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.openblas.presets.openblas_nolapack.SetNumThreads;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits native code to one thread per trial. Small matrix products are faster on one thread,
 * trials run in parallel instead, and a fixed order of summation makes results reproducible bit for
 * bit.
 *
 * <p>Three libraries have thread pools. OpenBLAS and ND4J have one limit per process. OpenMP, which
 * oneDNN and ND4J use, has one limit per calling thread; a new Java thread starts with the number
 * of cores, or with {@code OMP_NUM_THREADS}. Therefore every thread that computes must call {@link
 * #limitToOne} first, which sets all three limits.
 */
public final class NativeThreads {
  private static final Logger log = LoggerFactory.getLogger(NativeThreads.class);

  /** {@code void omp_set_num_threads(int)}. */
  private static final class OpenMp {
    private static final @Nullable SetNumThreads SET_NUM_THREADS = find();

    private static @Nullable SetNumThreads find() {
      Loader.load(Nd4jCpu.class); // loads the OpenMP library as well
      Pointer function = Loader.addressof("omp_set_num_threads");
      if (function == null) {
        log.warn(
            "The OpenMP library has no omp_set_num_threads; training may be several times slower. Set the environment variable OMP_NUM_THREADS=1.");
        return null;
      }
      return new SetNumThreads(new BytePointer(CALLBACK_BYTES).zero()).put(function);
    }
  }

  /**
   * Size of JavaCPP's native object behind a function pointer: pointers to the function and a Java
   * object.
   */
  private static final int CALLBACK_BYTES = 2 * Long.BYTES;

  private NativeThreads() {}

  /** Limits OpenBLAS and ND4J in this process, and OpenMP in this thread. */
  public static void limitToOne() {
    openblas_nolapack.blas_set_num_threads(1);
    if (OpenMp.SET_NUM_THREADS != null) {
      OpenMp.SET_NUM_THREADS.call(1);
    }
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
  }
}
