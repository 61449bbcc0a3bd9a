package dev.trellis.training.dl4j.onednn.lstm;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import dev.trellis.training.dl4j.onednn.memory.NativeObjects;
import dev.trellis.training.dl4j.onednn.memory.OneDnnLibrary;
import dev.trellis.training.dl4j.onednn.memory.PrimitiveOperation;
import dev.trellis.training.dl4j.onednn.memory.StepMajor;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward pass for one shape. In training it stores the states for the backward pass until the
 * next run.
 */
final class ForwardPass implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final stream stream;
  private final lstm_forward.primitive_desc descriptor;
  private final PrimitiveOperation operation;
  private final PackedWeights weights;
  private final StepMajor source;
  private final StepMajor firstOutput;
  private final StepMajor firstCell;
  private final memory output;
  private final memory lastOutput;
  private final memory lastCell;
  private final memory workspace;

  ForwardPass(stream stream, LstmShape shape, LstmLayouts layouts, prop_kind kind) {
    this.stream = stream;
    descriptor = natives.keep(describe(layouts, kind));
    weights =
        new PackedWeights(
            stream,
            layouts,
            natives.keep(descriptor.weights_layer_desc()),
            natives.keep(descriptor.weights_iter_desc()));
    source =
        new StepMajor(stream, layouts.source, shape.steps(), shape.minibatch(), shape.inputs());
    firstOutput = new StepMajor(stream, layouts.state, 1, shape.minibatch(), shape.hidden());
    firstCell = new StepMajor(stream, layouts.state, 1, shape.minibatch(), shape.hidden());
    output = natives.keep(Memories.createUnbound(layouts.output));
    lastOutput = natives.keep(Memories.allocate(layouts.state));
    lastCell = natives.keep(Memories.allocate(layouts.state));
    workspace = natives.keep(Memories.allocate(natives.keep(descriptor.workspace_desc())));
    operation = new PrimitiveOperation(new lstm_forward(descriptor), descriptor);
    shareArguments(operation);
    putWeights(operation, weights);
  }

  private lstm_forward.primitive_desc describe(LstmLayouts layouts, prop_kind kind) {
    lstm_forward.desc operation =
        natives.keep(
            new lstm_forward.desc(
                kind,
                rnn_direction.unidirectional_left2right,
                layouts.source,
                layouts.state,
                layouts.state,
                layouts.anyInputWeights,
                layouts.anyRecurrentWeights,
                layouts.bias,
                layouts.output,
                layouts.state,
                layouts.state));
    return new lstm_forward.primitive_desc(
        operation, natives.keep(Memories.ownScratchpad()), OneDnnLibrary.cpu());
  }

  /** Passes the arguments that both passes share to the operation of a backward pass. */
  void shareArguments(PrimitiveOperation operation) {
    operation.put(DNNL_ARG_SRC_LAYER, source.memory());
    operation.put(DNNL_ARG_SRC_ITER, firstOutput.memory());
    operation.put(DNNL_ARG_SRC_ITER_C, firstCell.memory());
    operation.put(DNNL_ARG_DST_LAYER, output);
    operation.put(DNNL_ARG_DST_ITER, lastOutput);
    operation.put(DNNL_ARG_DST_ITER_C, lastCell);
    operation.put(DNNL_ARG_WORKSPACE, workspace);
  }

  static void putWeights(PrimitiveOperation operation, PackedWeights weights) {
    operation.put(DNNL_ARG_WEIGHTS_LAYER, weights.input());
    operation.put(DNNL_ARG_WEIGHTS_ITER, weights.recurrent());
    operation.put(DNNL_ARG_BIAS, weights.bias());
  }

  lstm_forward.primitive_desc descriptor() {
    return descriptor;
  }

  /**
   * Computes the output of all steps.
   *
   * @param current weights of the layer
   * @param input [minibatch, inputs, steps]
   * @param outputBefore hidden state before the first step, [minibatch, hidden]
   * @param cellBefore cell state before the first step, [minibatch, hidden]
   * @param target receives the output, [steps, minibatch, hidden]
   */
  void run(
      LstmWeights current,
      INDArray input,
      INDArray outputBefore,
      INDArray cellBefore,
      Pointer target) {
    weights.pack(current);
    source.bind(input);
    firstOutput.copy(outputBefore);
    firstCell.copy(cellBefore);
    output.set_data_handle(target);
    operation.run(stream);
    stream._wait();
  }

  /**
   * Returns the hidden state after the last step, [minibatch, hidden]; the next run overwrites it.
   */
  Pointer lastOutput() {
    return lastOutput.get_data_handle();
  }

  /**
   * Returns the cell state after the last step, [minibatch, hidden]; the next run overwrites it.
   */
  Pointer lastCell() {
    return lastCell.get_data_handle();
  }

  @Override
  public void close() {
    operation.close();
    weights.close();
    source.close();
    firstOutput.close();
    firstCell.close();
    natives.close();
  }
}
