package dev.trellis.training.dl4j.onednn.lstm;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import dev.trellis.training.dl4j.onednn.memory.NativeObjects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights or the gradients of an LSTM layer, with the gates in the order of oneDNN.
 *
 * <p>DL4J stores W [inputs, 4 hidden] and RW [hidden, 4 hidden] in column-major order. Therefore
 * the weights of a gate are a contiguous block, and each block has the layout {@code ldgoi} of
 * oneDNN. Only the order of the gates differs. The order in DL4J's {@code LSTMHelpers} is:
 * candidate (called "input" there, the gate with tanh), forget, output, input (called "input
 * modulation" there). The order in oneDNN is: input, forget, candidate, output.
 */
final class LstmWeights implements AutoCloseable {
  static final int GATES = 4;

  /** Index of the DL4J block of each oneDNN gate. */
  private static final int[] DL4J_BLOCKS = {3, 1, 0, 2};

  private final NativeObjects natives = new NativeObjects();
  private final long[] gateBytes;
  private final FloatPointer[] parts;
  private long version;

  LstmWeights(long inputs, long hidden) {
    long[] gateSizes = {inputs * hidden, hidden * hidden, hidden};
    gateBytes = new long[gateSizes.length];
    parts = new FloatPointer[gateSizes.length];
    for (int part = 0; part < gateSizes.length; part++) {
      gateBytes[part] = gateSizes[part] * Float.BYTES;
      parts[part] = natives.keep(new FloatPointer(gateSizes[part] * GATES));
      Pointer.memset(parts[part], 0, gateBytes[part] * GATES);
    }
  }

  /** Returns W as [gate][hidden][input]. */
  FloatPointer input() {
    return parts[0];
  }

  /** Returns RW as [gate][hidden][previous hidden]. */
  FloatPointer recurrent() {
    return parts[1];
  }

  /** Returns the bias as [gate][hidden]. */
  FloatPointer bias() {
    return parts[2];
  }

  /**
   * Returns the version, which increases when the weights change. Packed copies of an older version
   * must be renewed.
   */
  long version() {
    return version;
  }

  /**
   * Copies DL4J's parameters and increases the version if a value changed. The values are compared
   * on each call, because many parts of DL4J write to views of the parameter array.
   */
  void read(INDArray input, INDArray recurrent, INDArray bias) {
    boolean changed = read(0, input) | read(1, recurrent) | read(2, bias);
    if (changed || version == 0) {
      version++;
    }
  }

  private boolean read(int part, INDArray parameter) {
    INDArray columnMajor = isColumnMajor(parameter) ? parameter : parameter.dup('f');
    long source = Memories.addressOf(columnMajor).address();
    long bytes = gateBytes[part];
    boolean changed = false;
    for (int gate = 0; gate < GATES; gate++) {
      Pointer from = new Address(source + DL4J_BLOCKS[gate] * bytes);
      Pointer to = new Address(parts[part].address() + gate * bytes);
      if (Pointer.memcmp(to, from, bytes) != 0) {
        Pointer.memcpy(to, from, bytes);
        changed = true;
      }
    }
    return changed;
  }

  /**
   * Copies the gradients to DL4J's gradient views.
   *
   * @throws IllegalStateException if a view is not contiguous and column-major
   */
  void write(INDArray input, INDArray recurrent, INDArray bias) {
    write(0, input);
    write(1, recurrent);
    write(2, bias);
  }

  private void write(int part, INDArray gradient) {
    if (!isColumnMajor(gradient)) {
      throw new IllegalStateException(
          "gradient view is not contiguous and column-major: " + gradient);
    }
    long target = Memories.addressOf(gradient).address();
    long bytes = gateBytes[part];
    for (int gate = 0; gate < GATES; gate++) {
      Pointer from = new Address(parts[part].address() + gate * bytes);
      Pointer.memcpy(new Address(target + DL4J_BLOCKS[gate] * bytes), from, bytes);
    }
  }

  /** Returns whether a matrix is contiguous and column-major, or a vector is contiguous. */
  private static boolean isColumnMajor(INDArray array) {
    if (array.rank() < 2 || array.size(0) == 1) {
      return array.stride(array.rank() - 1) == 1;
    }
    return array.stride(0) == 1 && array.stride(1) == array.size(0);
  }

  @Override
  public void close() {
    natives.close();
  }

  /** An address of memory with another owner. */
  private static final class Address extends Pointer {
    Address(long address) {
      super((Pointer) null);
      this.address = address;
    }
  }
}
