package dev.trellis.training.dl4j.onednn.memory;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;

/** A oneDNN primitive with its arguments. */
public final class PrimitiveOperation implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final primitive primitive;
  private final IntMemoryMap arguments = natives.keep(new IntMemoryMap());

  /**
   * @param primitive the primitive; it is closed with this operation
   * @param descriptor descriptor of the primitive, with a scratchpad provided by its owner
   */
  public PrimitiveOperation(primitive primitive, primitive_desc_base descriptor) {
    this.primitive = natives.keep(primitive);
    memory.desc scratchpad = natives.keep(descriptor.scratchpad_desc());
    put(DNNL_ARG_SCRATCHPAD, natives.keep(Memories.allocate(scratchpad)));
  }

  /** Sets an argument. */
  public PrimitiveOperation put(int argument, memory memory) {
    arguments.put(argument, memory);
    return this;
  }

  public void run(stream stream) {
    primitive.execute(stream, arguments);
  }

  @Override
  public void close() {
    natives.close();
  }
}
