package dev.trellis.training.dl4j.onednn.lstm;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import dev.trellis.training.dl4j.onednn.memory.NativeObjects;
import dev.trellis.training.dl4j.onednn.memory.OneDnnLibrary;
import dev.trellis.training.dl4j.onednn.memory.PrimitiveOperation;
import dev.trellis.training.dl4j.onednn.memory.Reorder;
import dev.trellis.training.dl4j.onednn.memory.StepMajor;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The backward pass for one shape. It reads the states that the forward pass has stored. */
final class BackwardPass implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final stream stream;
  private final PrimitiveOperation operation;
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
    inputWeightGradient = natives.keep(Memories.allocate(inputLayout));
    recurrentWeightGradient = natives.keep(Memories.allocate(recurrentLayout));
    biasGradient = natives.keep(Memories.createUnbound(layouts.bias));
    unpackInput = new Reorder(stream, inputLayout, layouts.inputWeights);
    unpackRecurrent = new Reorder(stream, recurrentLayout, layouts.recurrentWeights);
    outputGradient =
        new StepMajor(stream, layouts.output, shape.steps(), shape.minibatch(), shape.hidden());
    sourceGradient = natives.keep(Memories.createUnbound(layouts.source));
    operation = new PrimitiveOperation(new lstm_backward(descriptor), descriptor);
    forward.shareArguments(operation);
    ForwardPass.putWeights(operation, weights);
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
    operation.put(DNNL_ARG_DIFF_SRC_LAYER, sourceGradient);
    operation.put(DNNL_ARG_DIFF_SRC_ITER, natives.keep(Memories.allocate(layouts.state)));
    operation.put(DNNL_ARG_DIFF_SRC_ITER_C, natives.keep(Memories.allocate(layouts.state)));
    operation.put(DNNL_ARG_DIFF_WEIGHTS_LAYER, inputWeightGradient);
    operation.put(DNNL_ARG_DIFF_WEIGHTS_ITER, recurrentWeightGradient);
    operation.put(DNNL_ARG_DIFF_BIAS, biasGradient);
    operation.put(DNNL_ARG_DIFF_DST_LAYER, outputGradient.memory());
    // truncated backpropagation: the gradient after the last step is zero
    memory zeros = natives.keep(Memories.allocate(layouts.state));
    zero(zeros.get_data_handle(), layouts.state.get_size());
    operation.put(DNNL_ARG_DIFF_DST_ITER, zeros);
    operation.put(DNNL_ARG_DIFF_DST_ITER_C, zeros);
  }

  /**
   * Computes the gradients of the parameters and of the input.
   *
   * @param current weights of the layer
   * @param epsilon gradient of the output, [minibatch, hidden, steps]
   * @param gradients receives the gradients of the parameters, summed over minibatch and steps
   * @param target receives the gradient of the input, [steps, minibatch, inputs]
   */
  void run(LstmWeights current, INDArray epsilon, LstmWeights gradients, Pointer target) {
    weights.pack(current);
    outputGradient.bind(epsilon);
    sourceGradient.set_data_handle(target);
    biasGradient.set_data_handle(gradients.bias());
    fillWithZeros(inputWeightGradient);
    fillWithZeros(recurrentWeightGradient);
    fillWithZeros(biasGradient);
    operation.run(stream);
    unpackInput.run(inputWeightGradient.get_data_handle(), gradients.input());
    unpackRecurrent.run(recurrentWeightGradient.get_data_handle(), gradients.recurrent());
    stream._wait();
  }

  /** Sets a gradient to zero, because oneDNN adds to the gradients of parameters. */
  private static void fillWithZeros(memory gradient) {
    try (memory.desc layout = gradient.get_desc()) {
      zero(gradient.get_data_handle(), layout.get_size());
    }
  }

  private static void zero(Pointer block, long bytes) {
    Pointer.memset(block, 0, bytes);
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
