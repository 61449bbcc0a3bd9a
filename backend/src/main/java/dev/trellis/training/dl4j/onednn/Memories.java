package dev.trellis.training.dl4j.onednn;

import org.bytedeco.dnnl.global.dnnl.scratchpad_mode;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Descriptions and blocks of native memory, all in single precision. */
final class Memories {
  private Memories() {}

  static memory.desc layout(memory.format_tag tag, long... dimensions) {
    return new memory.desc(dimensions, memory.data_type.f32, tag);
  }

  static memory.desc layout(long[] dimensions, long[] strides) {
    return new memory.desc(dimensions, memory.data_type.f32, strides);
  }

  static memory allocated(memory.desc layout) {
    return new memory(layout, OneDnnLibrary.cpu());
  }

  /** Memory whose place is given later, by {@code set_data_handle}. */
  static memory unbound(memory.desc layout) {
    return new memory(layout, OneDnnLibrary.cpu(), (Pointer) null);
  }

  /**
   * Primitives work in memory that their owner gives. oneDNN's own is shared between all primitives
   * of the thread that made them, which goes wrong where another thread runs them.
   */
  static primitive_attr ownScratchpad() {
    primitive_attr attributes = new primitive_attr();
    attributes.set_scratchpad_mode(scratchpad_mode.user);
    return attributes;
  }

  /** Where an array's first element lies; valid as long as the array. */
  static Pointer addressOf(INDArray array) {
    return array.data().addressPointer();
  }

  /** An array's memory from its first element on, for reading and writing number by number. */
  static FloatIndexer numbersOf(INDArray array, long span) {
    FloatPointer start = new FloatPointer(addressOf(array));
    return FloatIndexer.create(start.capacity(span));
  }
}
