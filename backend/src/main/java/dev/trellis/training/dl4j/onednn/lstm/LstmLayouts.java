package dev.trellis.training.dl4j.onednn.lstm;

import static org.bytedeco.dnnl.memory.format_tag.any;
import static org.bytedeco.dnnl.memory.format_tag.ldgo;
import static org.bytedeco.dnnl.memory.format_tag.ldgoi;
import static org.bytedeco.dnnl.memory.format_tag.ldnc;
import static org.bytedeco.dnnl.memory.format_tag.tnc;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import dev.trellis.training.dl4j.onednn.memory.NativeObjects;
import org.bytedeco.dnnl.memory;

/**
 * Memory layouts of the arguments of an LSTM primitive with one layer (l) and one direction (d).
 */
final class LstmLayouts implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();

  /** Input: [steps, minibatch, inputs]. */
  final memory.desc source;

  /** Hidden state or cell state before the first or after the last step: [minibatch, hidden]. */
  final memory.desc state;

  /** Output: [steps, minibatch, hidden]. */
  final memory.desc output;

  /** Bias: [gates, hidden]. */
  final memory.desc bias;

  /** Weights in a layout that the primitive selects. */
  final memory.desc anyInputWeights;

  final memory.desc anyRecurrentWeights;

  /** Weights in the layout of {@link LstmWeights}. */
  final memory.desc inputWeights;

  final memory.desc recurrentWeights;

  LstmLayouts(LstmShape shape) {
    long minibatch = shape.minibatch();
    long hidden = shape.hidden();
    source = natives.keep(Memories.layout(tnc, shape.steps(), minibatch, shape.inputs()));
    state = natives.keep(Memories.layout(ldnc, 1, 1, minibatch, hidden));
    output = natives.keep(Memories.layout(tnc, shape.steps(), minibatch, hidden));
    bias = natives.keep(Memories.layout(ldgo, 1, 1, LstmWeights.GATES, hidden));
    anyInputWeights = natives.keep(weights(any, shape.inputs(), hidden));
    anyRecurrentWeights = natives.keep(weights(any, hidden, hidden));
    inputWeights = natives.keep(weights(ldgoi, shape.inputs(), hidden));
    recurrentWeights = natives.keep(weights(ldgoi, hidden, hidden));
  }

  private static memory.desc weights(memory.format_tag tag, long inputs, long hidden) {
    return Memories.layout(tag, 1, 1, inputs, LstmWeights.GATES, hidden);
  }

  @Override
  public void close() {
    natives.close();
  }
}
