package dev.trellis.training.dl4j.onednn.lstm;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import dev.trellis.training.dl4j.onednn.memory.NativeObjects;
import dev.trellis.training.dl4j.onednn.memory.Reorder;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;

/**
 * Weights in the layout that a primitive has selected. They are packed again only if they have
 * changed.
 */
final class PackedWeights implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final Reorder packInput;
  private final Reorder packRecurrent;
  private final memory input;
  private final memory recurrent;
  private final memory bias;
  private long packedVersion;

  PackedWeights(
      stream stream, LstmLayouts layouts, memory.desc inputLayout, memory.desc recurrentLayout) {
    packInput = new Reorder(stream, layouts.inputWeights, inputLayout);
    packRecurrent = new Reorder(stream, layouts.recurrentWeights, recurrentLayout);
    input = natives.keep(Memories.allocate(inputLayout));
    recurrent = natives.keep(Memories.allocate(recurrentLayout));
    bias = natives.keep(Memories.createUnbound(layouts.bias));
  }

  memory input() {
    return input;
  }

  memory recurrent() {
    return recurrent;
  }

  memory bias() {
    return bias;
  }

  /** Packs the weights if their version has changed. */
  void pack(LstmWeights weights) {
    if (packedVersion != weights.version()) {
      packInput.run(weights.input(), input.get_data_handle());
      packRecurrent.run(weights.recurrent(), recurrent.get_data_handle());
      bias.set_data_handle(weights.bias());
      packedVersion = weights.version();
    }
  }

  @Override
  public void close() {
    packInput.close();
    packRecurrent.close();
    natives.close();
  }
}
