package dev.trellis.training.dl4j.onednn;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Weights or gradients of one layer, in oneDNN's order of gates.
 *
 * <p>DL4J keeps W [inputs, 4 hidden] and RW [hidden, 4 hidden] column by column, so each gate's
 * weights are one stretch of memory, and each stretch is laid out as oneDNN's {@code ldgoi}. Only
 * the order of gates differs. DL4J's is the one of {@code LSTMHelpers}: candidate (called "input"
 * there, the one with tanh), forget, output, input (called "input modulation"). oneDNN's is input,
 * forget, candidate, output.
 */
final class LstmWeights implements AutoCloseable {
  static final int GATES = 4;

  /** For each gate of oneDNN the block it is in DL4J's parameters. */
  private static final int[] BLOCKS = {3, 1, 0, 2};

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

  /** W as [gate][hidden][input]. */
  FloatPointer input() {
    return parts[0];
  }

  /** RW as [gate][hidden][hidden before]. */
  FloatPointer recurrent() {
    return parts[1];
  }

  /** The bias as [gate][hidden]. */
  FloatPointer bias() {
    return parts[2];
  }

  /** Rises with every change, so that what was made of older weights is known to be stale. */
  long version() {
    return version;
  }

  /**
   * Takes over DL4J's parameters. They are compared, not trusted to have or have not changed: views
   * into the network's flat parameter array are written to from many places.
   */
  void read(INDArray input, INDArray recurrent, INDArray bias) {
    boolean changed = read(0, input) | read(1, recurrent) | read(2, bias);
    if (changed || version == 0) {
      version++;
    }
  }

  private boolean read(int part, INDArray parameter) {
    INDArray columns = isByColumns(parameter) ? parameter : parameter.dup('f');
    long source = Memories.addressOf(columns).address();
    long bytes = gateBytes[part];
    boolean changed = false;
    for (int gate = 0; gate < GATES; gate++) {
      Pointer from = new Address(source + BLOCKS[gate] * bytes);
      Pointer to = new Address(parts[part].address() + gate * bytes);
      if (Pointer.memcmp(to, from, bytes) != 0) {
        Pointer.memcpy(to, from, bytes);
        changed = true;
      }
    }
    return changed;
  }

  /** Writes gradients into DL4J's views. */
  void write(INDArray input, INDArray recurrent, INDArray bias) {
    write(0, input);
    write(1, recurrent);
    write(2, bias);
  }

  private void write(int part, INDArray gradient) {
    if (!isByColumns(gradient)) {
      throw new IllegalStateException("a gradient view is not one stretch of memory: " + gradient);
    }
    long target = Memories.addressOf(gradient).address();
    long bytes = gateBytes[part];
    for (int gate = 0; gate < GATES; gate++) {
      Pointer from = new Address(parts[part].address() + gate * bytes);
      Pointer.memcpy(new Address(target + BLOCKS[gate] * bytes), from, bytes);
    }
  }

  /** A matrix stored column by column without gaps; a vector without gaps. */
  private static boolean isByColumns(INDArray array) {
    if (array.rank() < 2 || array.size(0) == 1) {
      return array.stride(array.rank() - 1) == 1;
    }
    return array.stride(0) == 1 && array.stride(1) == array.size(0);
  }

  @Override
  public void close() {
    natives.close();
  }

  /** A place in memory that somebody else owns. */
  private static final class Address extends Pointer {
    Address(long address) {
      super((Pointer) null);
      this.address = address;
    }
  }
}
