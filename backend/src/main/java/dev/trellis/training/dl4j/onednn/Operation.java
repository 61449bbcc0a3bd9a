package dev.trellis.training.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.stream;

/** A primitive and the memory it works on. */
final class Operation implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final primitive primitive;
  private final IntMemoryMap arguments = natives.keep(new IntMemoryMap());

  /**
   * @param primitive belongs to this operation from now on
   * @param descriptor with a scratchpad of its own
   */
  Operation(primitive primitive, primitive_desc_base descriptor) {
    this.primitive = natives.keep(primitive);
    memory.desc scratchpad = natives.keep(descriptor.scratchpad_desc());
    with(DNNL_ARG_SCRATCHPAD, natives.keep(Memories.allocated(scratchpad)));
  }

  Operation with(int argument, memory memory) {
    arguments.put(argument, memory);
    return this;
  }

  void run(stream stream) {
    primitive.execute(stream, arguments);
  }

  @Override
  public void close() {
    natives.close();
  }
}
