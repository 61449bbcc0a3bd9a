package dev.trellis.training.dl4j.onednn.memory;

import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Creates descriptors and blocks of native memory in single precision. */
public final class Memories {
  private Memories() {}

  public static memory.desc layout(memory.format_tag tag, long... dimensions) {
    return new memory.desc(dimensions, memory.data_type.f32, tag);
  }

  public static memory.desc layout(long[] dimensions, long[] strides) {
    return new memory.desc(dimensions, memory.data_type.f32, strides);
  }

  public static memory allocate(memory.desc layout) {
    return new memory(layout, OneDnnLibrary.cpu());
  }

  /** Creates a memory object without data; the address must be set with {@code set_data_handle}. */
  public static memory createUnbound(memory.desc layout) {
    return new memory(layout, OneDnnLibrary.cpu(), (Pointer) null);
  }

  /**
   * Creates attributes for primitives whose scratchpad is provided by their owner. The scratchpad
   * of oneDNN is shared by all primitives of the thread that created them, which fails if another
   * thread runs them.
   */
  public static primitive_attr ownScratchpad() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(scratchpad_mode.user);
    return attributes;
  }

  /** Returns the address of the first element; valid as long as the array is alive. */
  public static Pointer addressOf(INDArray array) {
    return array.data().addressPointer();
  }

  /**
   * Returns an indexer for element-wise access to the memory of an array.
   *
   * @param length number of accessible elements from the first element
   */
  public static FloatIndexer indexerOf(INDArray array, long length) {
    FloatPointer start = new FloatPointer(addressOf(array));
    return FloatIndexer.create(start.capacity(length));
  }
}
