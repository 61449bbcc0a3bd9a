package dev.trellis.training.dl4j.onednn.memory;

import java.util.Arrays;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An argument that oneDNN reads as [steps, minibatch, channels] with contiguous channels, and DL4J
 * provides as [minibatch, channels, steps] with any strides.
 */
public final class StepMajor implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final stream stream;
  private final long[] dimensions;
  private final memory.desc layout;
  private final memory memory;
  private @Nullable FloatPointer copy;
  private @Nullable Reorder reorder;
  private long[] reorderedStrides = {};

  /** Reference that keeps the array alive while oneDNN may read it. */
  @SuppressWarnings("unused")
  private @Nullable INDArray boundArray;

  /**
   * @param argument descriptor of the argument in the primitive; it must have the memory layout
   *     [steps, minibatch, channels]
   */
  public StepMajor(stream stream, memory.desc argument, long steps, long minibatch, long channels) {
    this.stream = stream;
    dimensions = new long[] {steps, minibatch, channels};
    layout = natives.keep(Memories.layout(org.bytedeco.dnnl.memory.format_tag.tnc, dimensions));
    memory = natives.keep(Memories.createUnbound(argument));
  }

  /** Returns the argument for the primitive. */
  public memory memory() {
    return memory;
  }

  /**
   * Uses the memory of the array if its strides match, and copies the array otherwise. The array
   * must not be changed until the last run of the primitive.
   *
   * @param array [minibatch, channels, steps]; for one step also [minibatch, channels]
   */
  public void bind(INDArray array) {
    INDArray source = isBroadcast(array) ? array.dup() : array;
    if (isStepMajor(strides(source))) {
      boundArray = source;
      memory.set_data_handle(Memories.addressOf(source));
    } else {
      copy(source);
    }
  }

  /**
   * Copies the array, even if its strides match. Arrays in DL4J's working memory must be copied,
   * because DL4J reuses that memory before the backward pass.
   */
  public void copy(INDArray array) {
    INDArray source = isBroadcast(array) ? array.dup() : array;
    FloatPointer target = copyMemory();
    long[] strides = strides(source);
    if (isStepMajor(strides)) {
      Pointer.memcpy(target, Memories.addressOf(source), source.length() * Float.BYTES);
    } else {
      reorderFrom(strides).run(Memories.addressOf(source), target);
    }
    memory.set_data_handle(target);
    boundArray = null;
  }

  /** Returns the strides of the dimensions in the order steps, minibatch, channels. */
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

  private boolean isStepMajor(long[] strides) {
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
      try (memory.desc from = Memories.layout(dimensions, withValidStrides(strides))) {
        reorder = current = new Reorder(stream, from, layout);
      }
      reorderedStrides = strides;
    }
    return current;
  }

  /**
   * Sets the stride of dimensions of size 1 to 1, because oneDNN requires a valid stride for every
   * dimension.
   */
  private long[] withValidStrides(long[] strides) {
    long[] valid = strides.clone();
    for (int dimension = 0; dimension < 3; dimension++) {
      if (dimensions[dimension] == 1) {
        valid[dimension] = 1;
      }
    }
    return valid;
  }

  @Override
  public void close() {
    if (reorder != null) {
      reorder.close();
    }
    natives.close();
    boundArray = null;
  }
}
