package dev.trellis.training.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;
import static org.bytedeco.dnnl.memory.format_tag.ab;
import static org.bytedeco.dnnl.memory.format_tag.ba;
import static org.bytedeco.dnnl.memory.format_tag.x;

import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The matrix products and the softmax of an output layer for one shape, all on one matrix [tokens,
 * vocabulary]: logits, then likelihoods, then their gradient.
 *
 * <p>DL4J's W [hidden, vocabulary], stored by columns, is oneDNN's [vocabulary, hidden]: weights
 * and their gradient are used where they lie. So are weights by rows, which a lookup table has.
 */
final class OutputPasses implements AutoCloseable {
  /**
   * @param minibatch sequences side by side
   * @param steps time steps of each
   * @param byColumns whether weights are laid out by columns, else by rows
   */
  record Shape(int minibatch, int steps, long hidden, long vocabulary, boolean byColumns) {
    long tokens() {
      return (long) minibatch * steps;
    }
  }

  private final NativeObjects natives = new NativeObjects();
  private final stream stream;
  private final primitive_attr attributes = natives.keep(Memories.ownScratchpad());
  private final memory.desc rowLayout;
  private final memory.desc matrixLayout;
  private final memory.desc weightLayout;
  private final memory.desc biasLayout;
  private final StepMajor rows;
  private final FloatPointer matrix;
  private final memory matrixMemory;
  private final memory weights;
  private final memory bias;
  private final memory weightGradient;
  private final memory biasGradient;
  private final memory rowGradient;
  private final inner_product_forward.primitive_desc product;
  private final Operation multiply;
  private final Operation softmax;
  private final Operation multiplyBack;
  private final Operation gradients;

  OutputPasses(stream stream, Shape shape) {
    this.stream = stream;
    rowLayout = natives.keep(Memories.layout(ab, shape.tokens(), shape.hidden()));
    matrixLayout = natives.keep(Memories.layout(ab, shape.tokens(), shape.vocabulary()));
    weightLayout =
        natives.keep(
            Memories.layout(shape.byColumns() ? ab : ba, shape.vocabulary(), shape.hidden()));
    biasLayout = natives.keep(Memories.layout(x, shape.vocabulary()));
    rows = new StepMajor(stream, rowLayout, shape.steps(), shape.minibatch(), shape.hidden());
    matrix = natives.keep(new FloatPointer(shape.tokens() * shape.vocabulary()));
    matrixMemory = natives.keep(Memories.unbound(matrixLayout));
    matrixMemory.set_data_handle(matrix);
    weights = natives.keep(Memories.unbound(weightLayout));
    bias = natives.keep(Memories.unbound(biasLayout));
    weightGradient = natives.keep(Memories.unbound(weightLayout));
    biasGradient = natives.keep(Memories.unbound(biasLayout));
    rowGradient = natives.keep(Memories.unbound(rowLayout));
    product = natives.keep(product());
    multiply = multiply();
    softmax = softmaxInPlace();
    multiplyBack = multiplyBack();
    gradients = gradients();
  }

  private inner_product_forward.primitive_desc product() {
    inner_product_forward.desc operation =
        natives.keep(
            new inner_product_forward.desc(
                prop_kind.forward_training, rowLayout, weightLayout, biasLayout, matrixLayout));
    return new inner_product_forward.primitive_desc(operation, attributes, OneDnnLibrary.cpu());
  }

  private Operation multiply() {
    return new Operation(new inner_product_forward(product), product)
        .with(DNNL_ARG_SRC, rows.memory())
        .with(DNNL_ARG_WEIGHTS, weights)
        .with(DNNL_ARG_BIAS, bias)
        .with(DNNL_ARG_DST, matrixMemory);
  }

  private Operation softmaxInPlace() {
    softmax_forward.desc operation =
        natives.keep(new softmax_forward.desc(prop_kind.forward_inference, matrixLayout, 1));
    softmax_forward.primitive_desc descriptor =
        natives.keep(
            new softmax_forward.primitive_desc(operation, attributes, OneDnnLibrary.cpu()));
    return new Operation(new softmax_forward(descriptor), descriptor)
        .with(DNNL_ARG_SRC, matrixMemory)
        .with(DNNL_ARG_DST, matrixMemory);
  }

  private Operation multiplyBack() {
    inner_product_backward_data.desc operation =
        natives.keep(new inner_product_backward_data.desc(rowLayout, weightLayout, matrixLayout));
    inner_product_backward_data.primitive_desc descriptor =
        natives.keep(
            new inner_product_backward_data.primitive_desc(
                operation, attributes, OneDnnLibrary.cpu(), product));
    return new Operation(new inner_product_backward_data(descriptor), descriptor)
        .with(DNNL_ARG_DIFF_DST, matrixMemory)
        .with(DNNL_ARG_WEIGHTS, weights)
        .with(DNNL_ARG_DIFF_SRC, rowGradient);
  }

  private Operation gradients() {
    inner_product_backward_weights.desc operation =
        natives.keep(
            new inner_product_backward_weights.desc(
                rowLayout, weightLayout, biasLayout, matrixLayout));
    inner_product_backward_weights.primitive_desc descriptor =
        natives.keep(
            new inner_product_backward_weights.primitive_desc(
                operation, attributes, OneDnnLibrary.cpu(), product));
    return new Operation(new inner_product_backward_weights(descriptor), descriptor)
        .with(DNNL_ARG_SRC, rows.memory())
        .with(DNNL_ARG_DIFF_DST, matrixMemory)
        .with(DNNL_ARG_DIFF_WEIGHTS, weightGradient)
        .with(DNNL_ARG_DIFF_BIAS, biasGradient);
  }

  /** What the output of the layer below lies in. */
  StepMajor rows() {
    return rows;
  }

  /** One row for each token, those of a time step together. */
  FloatPointer matrix() {
    return matrix;
  }

  /** Fills the matrix with logits. */
  void multiply(Pointer weight, Pointer vector) {
    weights.set_data_handle(weight);
    bias.set_data_handle(vector);
    multiply.run(stream);
  }

  /** Turns logits into likelihoods. */
  void softmax() {
    softmax.run(stream);
  }

  /** Takes the matrix for the gradient of the logits. */
  void backward(Pointer weightTarget, Pointer biasTarget, Pointer rowTarget) {
    weightGradient.set_data_handle(weightTarget);
    biasGradient.set_data_handle(biasTarget);
    rowGradient.set_data_handle(rowTarget);
    multiplyBack.run(stream);
    gradients.run(stream);
    stream._wait();
  }

  @Override
  public void close() {
    multiply.close();
    softmax.close();
    multiplyBack.close();
    gradients.close();
    rows.close();
    natives.close();
  }
}
