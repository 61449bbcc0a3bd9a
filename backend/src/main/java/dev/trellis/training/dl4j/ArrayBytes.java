package dev.trellis.training.dl4j;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The numbers of an array as they lie in memory (little-endian wherever ND4J runs), after their
 * count in bytes.
 */
final class ArrayBytes {
  private static final int STRETCH = 1 << 16;

  private ArrayBytes() {}

  static void write(INDArray array, DataOutput out) throws IOException {
    BytePointer memory = memoryOf(array);
    out.writeLong(memory.capacity());
    byte[] stretch = new byte[STRETCH];
    for (long from = 0; from < memory.capacity(); from += STRETCH) {
      int length = (int) Math.min(STRETCH, memory.capacity() - from);
      memory.position(from).get(stretch, 0, length);
      out.write(stretch, 0, length);
    }
  }

  /**
   * Fills the array.
   *
   * @throws IOException where an array of another size was written
   */
  static void read(INDArray array, DataInput in) throws IOException {
    BytePointer memory = memoryOf(array);
    long written = in.readLong();
    if (written != memory.capacity()) {
      throw new StreamCorruptedException(
          "an array of %,d bytes, not of %,d".formatted(written, memory.capacity()));
    }
    byte[] stretch = new byte[STRETCH];
    for (long from = 0; from < memory.capacity(); from += STRETCH) {
      int length = (int) Math.min(STRETCH, memory.capacity() - from);
      in.readFully(stretch, 0, length);
      memory.position(from).put(stretch, 0, length);
    }
  }

  private static BytePointer memoryOf(INDArray array) {
    if (array.elementWiseStride() != 1) {
      throw new IllegalArgumentException("not one stretch of memory: " + array.shapeInfoToString());
    }
    long bytes = array.length() * array.dataType().width();
    return new BytePointer(array.data().addressPointer()).limit(bytes).capacity(bytes);
  }
}
