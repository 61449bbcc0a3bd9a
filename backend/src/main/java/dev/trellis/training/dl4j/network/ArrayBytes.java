package dev.trellis.training.dl4j.network;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Serializes an array as its length in bytes, followed by its elements in native byte order
 * (little-endian on all platforms of ND4J).
 */
public final class ArrayBytes {
  private static final int BLOCK_BYTES = 1 << 16;

  private ArrayBytes() {}

  /**
   * Writes an array.
   *
   * @throws IllegalArgumentException if the array is not contiguous in memory
   */
  public static void write(INDArray array, DataOutput out) throws IOException {
    BytePointer memory = memoryOf(array);
    out.writeLong(memory.capacity());
    byte[] block = new byte[BLOCK_BYTES];
    for (long from = 0; from < memory.capacity(); from += BLOCK_BYTES) {
      int length = (int) Math.min(BLOCK_BYTES, memory.capacity() - from);
      memory.position(from).get(block, 0, length);
      out.write(block, 0, length);
    }
  }

  /**
   * Reads into an existing array.
   *
   * @throws IOException if the written array has another size
   */
  public static void read(INDArray array, DataInput in) throws IOException {
    BytePointer memory = memoryOf(array);
    long written = in.readLong();
    if (written != memory.capacity()) {
      throw new StreamCorruptedException(
          "the array has %,d bytes, expected %,d".formatted(written, memory.capacity()));
    }
    byte[] block = new byte[BLOCK_BYTES];
    for (long from = 0; from < memory.capacity(); from += BLOCK_BYTES) {
      int length = (int) Math.min(BLOCK_BYTES, memory.capacity() - from);
      in.readFully(block, 0, length);
      memory.position(from).put(block, 0, length);
    }
  }

  private static BytePointer memoryOf(INDArray array) {
    if (array.elementWiseStride() != 1) {
      throw new IllegalArgumentException(
          "the array must be contiguous in memory: " + array.shapeInfoToString());
    }
    long bytes = array.length() * array.dataType().width();
    return new BytePointer(array.data().addressPointer()).limit(bytes).capacity(bytes);
  }
}
