package dev.trellis.training.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The forward pass for one shape. For training it keeps what the backward pass needs, until the
 * next run.
 */
final class ForwardPass implements AutoCloseable {
  private final NativeObjects natives = new NativeObjects();
  private final stream stream;
  private final lstm_forward.primitive_desc descriptor;
  private final Operation operation;
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
    output = natives.keep(Memories.unbound(layouts.output));
    lastOutput = natives.keep(Memories.allocated(layouts.state));
    lastCell = natives.keep(Memories.allocated(layouts.state));
    workspace = natives.keep(Memories.allocated(natives.keep(descriptor.workspace_desc())));
    operation = new Operation(new lstm_forward(descriptor), descriptor);
    shareArguments(operation);
    weigh(operation, weights);
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

  /** The arguments a backward pass has in common with this pass. */
  void shareArguments(Operation operation) {
    operation.with(DNNL_ARG_SRC_LAYER, source.memory());
    operation.with(DNNL_ARG_SRC_ITER, firstOutput.memory());
    operation.with(DNNL_ARG_SRC_ITER_C, firstCell.memory());
    operation.with(DNNL_ARG_DST_LAYER, output);
    operation.with(DNNL_ARG_DST_ITER, lastOutput);
    operation.with(DNNL_ARG_DST_ITER_C, lastCell);
    operation.with(DNNL_ARG_WORKSPACE, workspace);
  }

  static void weigh(Operation operation, PackedWeights weights) {
    operation.with(DNNL_ARG_WEIGHTS_LAYER, weights.input());
    operation.with(DNNL_ARG_WEIGHTS_ITER, weights.recurrent());
    operation.with(DNNL_ARG_BIAS, weights.bias());
  }

  lstm_forward.primitive_desc descriptor() {
    return descriptor;
  }

  /**
   * @param input [minibatch, inputs, steps]
   * @param outputBefore hidden units' output before the first step, [minibatch, hidden]
   * @param cellBefore their cells before the first step, [minibatch, hidden]
   * @param target takes the output, as [steps, minibatch, hidden]
   */
  void run(
      LstmWeights current,
      INDArray input,
      INDArray outputBefore,
      INDArray cellBefore,
      Pointer target) {
    weights.follow(current);
    source.use(input);
    firstOutput.copy(outputBefore);
    firstCell.copy(cellBefore);
    output.set_data_handle(target);
    operation.run(stream);
    stream._wait();
  }

  /** Output of the last step, [minibatch, hidden]; overwritten by the next run. */
  Pointer lastOutput() {
    return lastOutput.get_data_handle();
  }

  /** Cells after the last step, [minibatch, hidden]; overwritten by the next run. */
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
