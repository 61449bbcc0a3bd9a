package dev.trellis.training.dl4j.onednn.memory;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;

/** Copies values from one memory layout to another. */
public final class Reorder implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final stream stream;
  private final memory from;
  private final memory to;
  private final PrimitiveOperation operation;

  public Reorder(stream stream, memory.desc fromLayout, memory.desc toLayout) {
    this.stream = stream;
    engine cpu = OneDnnLibrary.cpu();
    primitive_attr attributes = natives.keep(Memories.ownScratchpad());
    reorder.primitive_desc descriptor =
        natives.keep(new reorder.primitive_desc(cpu, fromLayout, cpu, toLayout, attributes, false));
    from = natives.keep(Memories.createUnbound(fromLayout));
    to = natives.keep(Memories.createUnbound(toLayout));
    operation =
        new PrimitiveOperation(new reorder(descriptor), descriptor)
            .put(DNNL_ARG_FROM, from)
            .put(DNNL_ARG_TO, to);
  }

  public void run(Pointer source, Pointer target) {
    from.set_data_handle(source);
    to.set_data_handle(target);
    operation.run(stream);
  }

  @Override
  public void close() {
    operation.close();
    natives.close();
  }
}
