package dev.trellis.training.dl4j.onednn;

import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An argument that oneDNN wants as [steps, minibatch, channels], the channels next to each other,
 * and DL4J has as [minibatch, channels, steps] with any strides.
 */
final class StepMajor implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final stream stream;
  private final long[] dimensions;
  private final memory.desc layout;
  private final memory memory;
  private @Nullable FloatPointer copy;
  private @Nullable Reorder reorder;
  private long[] reorderedStrides = {};

  /** Keeps the array alive while oneDNN may read it. */
  @SuppressWarnings("unused")
  private @Nullable INDArray held;

  /**
   * @param argument what the primitive calls it, of the same bytes as [steps, minibatch, channels]
   */
  StepMajor(stream stream, memory.desc argument, long steps, long minibatch, long channels) {
    this.stream = stream;
    dimensions = new long[] {steps, minibatch, channels};
    layout = natives.keep(Memories.layout(org.bytedeco.dnnl.memory.format_tag.tnc, dimensions));
    memory = natives.keep(Memories.unbound(argument));
  }

  /** The argument for the primitive. */
  memory memory() {
    return memory;
  }

  /**
   * Uses the array where it lies if its strides fit; it must then stay as it is until the primitive
   * has run for the last time.
   *
   * @param array [minibatch, channels, steps] or, for one step, [minibatch, channels]
   */
  void use(INDArray array) {
    INDArray source = isBroadcast(array) ? array.dup() : array;
    if (fits(strides(source))) {
      held = source;
      memory.set_data_handle(Memories.addressOf(source));
    } else {
      copy(source);
    }
  }

  /**
   * Copies the array in any case: for what DL4J keeps in working memory, which it hands out again
   * before the backward pass.
   */
  void copy(INDArray array) {
    INDArray source = isBroadcast(array) ? array.dup() : array;
    FloatPointer target = copyMemory();
    long[] strides = strides(source);
    if (fits(strides)) {
      Pointer.memcpy(target, Memories.addressOf(source), source.length() * Float.BYTES);
    } else {
      reorderFrom(strides).run(Memories.addressOf(source), target);
    }
    memory.set_data_handle(target);
    held = null;
  }

  /** Of the array's dimensions in the order steps, minibatch, channels. */
  private static long[] strides(INDArray array) {
    long steps = array.rank() == 3 ? array.stride(2) : 0;
    return new long[] {steps, array.stride(0), array.stride(1)};
  }

  private static boolean isBroadcast(INDArray array) {
    for (int dimension = 0; dimension < array.rank(); dimension++) {
      if (array.stride(dimension) == 0 && array.size(dimension) > 1) {
        return true;
      }
    }
    return false;
  }

  private boolean fits(long[] strides) {
    long expected = 1;
    for (int dimension = 2; dimension >= 0; dimension--) {
      if (dimensions[dimension] > 1 && strides[dimension] != expected) {
        return false;
      }
      expected *= dimensions[dimension];
    }
    return true;
  }

  private FloatPointer copyMemory() {
    FloatPointer target = copy;
    if (target == null) {
      copy = target = natives.keep(new FloatPointer(dimensions[0] * dimensions[1] * dimensions[2]));
    }
    return target;
  }

  private Reorder reorderFrom(long[] strides) {
    Reorder current = reorder;
    if (current == null || !Arrays.equals(strides, reorderedStrides)) {
      if (current != null) {
        current.close();
      }
      try (memory.desc from = Memories.layout(dimensions, positive(strides))) {
        reorder = current = new Reorder(stream, from, layout);
      }
      reorderedStrides = strides;
    }
    return current;
  }

  /** A dimension of size 1 is never stepped along; oneDNN still wants a stride for it. */
  private long[] positive(long[] strides) {
    long[] positive = strides.clone();
    for (int dimension = 0; dimension < 3; dimension++) {
      if (dimensions[dimension] == 1) {
        positive[dimension] = 1;
      }
    }
    return positive;
  }

  @Override
  public void close() {
    if (reorder != null) {
      reorder.close();
    }
    natives.close();
    held = null;
  }
}
