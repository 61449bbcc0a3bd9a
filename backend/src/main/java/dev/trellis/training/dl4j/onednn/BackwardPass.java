package dev.trellis.training.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The backward pass for one shape, through what the forward pass kept. */
final class BackwardPass implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final stream stream;
  private final Operation operation;
  private final PackedWeights weights;
  private final StepMajor outputGradient;
  private final memory sourceGradient;
  private final memory inputWeightGradient;
  private final memory recurrentWeightGradient;
  private final memory biasGradient;
  private final Reorder unpackInput;
  private final Reorder unpackRecurrent;

  BackwardPass(stream stream, LstmShape shape, LstmLayouts layouts, ForwardPass forward) {
    this.stream = stream;
    lstm_backward.primitive_desc descriptor = natives.keep(describe(layouts, forward));
    weights =
        new PackedWeights(
            stream,
            layouts,
            natives.keep(descriptor.weights_layer_desc()),
            natives.keep(descriptor.weights_iter_desc()));
    memory.desc inputLayout = natives.keep(descriptor.diff_weights_layer_desc());
    memory.desc recurrentLayout = natives.keep(descriptor.diff_weights_iter_desc());
    inputWeightGradient = natives.keep(Memories.allocated(inputLayout));
    recurrentWeightGradient = natives.keep(Memories.allocated(recurrentLayout));
    biasGradient = natives.keep(Memories.unbound(layouts.bias));
    unpackInput = new Reorder(stream, inputLayout, layouts.inputWeights);
    unpackRecurrent = new Reorder(stream, recurrentLayout, layouts.recurrentWeights);
    outputGradient =
        new StepMajor(stream, layouts.output, shape.steps(), shape.minibatch(), shape.hidden());
    sourceGradient = natives.keep(Memories.unbound(layouts.source));
    operation = new Operation(new lstm_backward(descriptor), descriptor);
    forward.shareArguments(operation);
    ForwardPass.weigh(operation, weights);
    putGradients(layouts);
  }

  private lstm_backward.primitive_desc describe(LstmLayouts layouts, ForwardPass forward) {
    lstm_backward.desc operation =
        natives.keep(
            new lstm_backward.desc(
                prop_kind.backward,
                rnn_direction.unidirectional_left2right,
                layouts.source,
                layouts.state,
                layouts.state,
                layouts.anyInputWeights,
                layouts.anyRecurrentWeights,
                layouts.bias,
                layouts.output,
                layouts.state,
                layouts.state,
                layouts.source,
                layouts.state,
                layouts.state,
                layouts.anyInputWeights,
                layouts.anyRecurrentWeights,
                layouts.bias,
                layouts.output,
                layouts.state,
                layouts.state));
    return new lstm_backward.primitive_desc(
        operation,
        natives.keep(Memories.ownScratchpad()),
        OneDnnLibrary.cpu(),
        forward.descriptor());
  }

  private void putGradients(LstmLayouts layouts) {
    operation.with(DNNL_ARG_DIFF_SRC_LAYER, sourceGradient);
    operation.with(DNNL_ARG_DIFF_SRC_ITER, natives.keep(Memories.allocated(layouts.state)));
    operation.with(DNNL_ARG_DIFF_SRC_ITER_C, natives.keep(Memories.allocated(layouts.state)));
    operation.with(DNNL_ARG_DIFF_WEIGHTS_LAYER, inputWeightGradient);
    operation.with(DNNL_ARG_DIFF_WEIGHTS_ITER, recurrentWeightGradient);
    operation.with(DNNL_ARG_DIFF_BIAS, biasGradient);
    operation.with(DNNL_ARG_DIFF_DST_LAYER, outputGradient.memory());
    // truncated: nothing flows back from behind the last step
    memory nothing = natives.keep(Memories.allocated(layouts.state));
    zero(nothing.get_data_handle(), layouts.state.get_size());
    operation.with(DNNL_ARG_DIFF_DST_ITER, nothing);
    operation.with(DNNL_ARG_DIFF_DST_ITER_C, nothing);
  }

  /**
   * @param epsilon gradient of the output, [minibatch, hidden, steps]
   * @param gradients takes the gradients of the parameters, sums over minibatch and steps
   * @param target takes the gradient of the input, as [steps, minibatch, inputs]
   */
  void run(LstmWeights current, INDArray epsilon, LstmWeights gradients, Pointer target) {
    weights.follow(current);
    outputGradient.use(epsilon);
    sourceGradient.set_data_handle(target);
    biasGradient.set_data_handle(gradients.bias());
    clear(inputWeightGradient);
    clear(recurrentWeightGradient);
    clear(biasGradient);
    operation.run(stream);
    unpackInput.run(inputWeightGradient.get_data_handle(), gradients.input());
    unpackRecurrent.run(recurrentWeightGradient.get_data_handle(), gradients.recurrent());
    stream._wait();
  }

  /** oneDNN adds to the gradients of parameters, it does not set them. */
  private static void clear(memory gradient) {
    try (memory.desc layout = gradient.get_desc()) {
      zero(gradient.get_data_handle(), layout.get_size());
    }
  }

  private static void zero(Pointer place, long bytes) {
    Pointer.memset(place, 0, bytes);
  }

  @Override
  public void close() {
    operation.close();
    weights.close();
    outputGradient.close();
    unpackInput.close();
    unpackRecurrent.close();
    natives.close();
  }
}
