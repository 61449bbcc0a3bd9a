package dev.trellis.training.dl4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;
import static org.bytedeco.dnnl.memory.format_tag.ab;
import static org.bytedeco.dnnl.memory.format_tag.ba;
import static org.bytedeco.dnnl.memory.format_tag.x;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import dev.trellis.training.dl4j.onednn.memory.NativeObjects;
import dev.trellis.training.dl4j.onednn.memory.OneDnnLibrary;
import dev.trellis.training.dl4j.onednn.memory.PrimitiveOperation;
import dev.trellis.training.dl4j.onednn.memory.StepMajor;
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
 * The matrix products and the softmax of an output layer for one shape. All operations share one
 * matrix [tokens, vocabulary], which holds the logits, then the probabilities, then the gradient of
 * the logits.
 *
 * <p>DL4J's W [hidden, vocabulary] in column-major order is oneDNN's [vocabulary, hidden].
 * Therefore the weights and their gradient are used in place, also in row-major order, which the
 * embedding table has.
 */
final class OutputPasses implements AutoCloseable {
  /**
   * The shape of the arguments.
   *
   * @param minibatch number of sequences
   * @param steps number of time steps of each sequence
   * @param columnMajor whether the weights are column-major; otherwise they are row-major
   */
  record Shape(int minibatch, int steps, long hidden, long vocabulary, boolean columnMajor) {
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
  private final PrimitiveOperation multiply;
  private final PrimitiveOperation softmax;
  private final PrimitiveOperation backpropagate;
  private final PrimitiveOperation accumulateGradients;

  OutputPasses(stream stream, Shape shape) {
    this.stream = stream;
    rowLayout = natives.keep(Memories.layout(ab, shape.tokens(), shape.hidden()));
    matrixLayout = natives.keep(Memories.layout(ab, shape.tokens(), shape.vocabulary()));
    weightLayout =
        natives.keep(
            Memories.layout(shape.columnMajor() ? ab : ba, shape.vocabulary(), shape.hidden()));
    biasLayout = natives.keep(Memories.layout(x, shape.vocabulary()));
    rows = new StepMajor(stream, rowLayout, shape.steps(), shape.minibatch(), shape.hidden());
    matrix = natives.keep(new FloatPointer(shape.tokens() * shape.vocabulary()));
    matrixMemory = natives.keep(Memories.createUnbound(matrixLayout));
    matrixMemory.set_data_handle(matrix);
    weights = natives.keep(Memories.createUnbound(weightLayout));
    bias = natives.keep(Memories.createUnbound(biasLayout));
    weightGradient = natives.keep(Memories.createUnbound(weightLayout));
    biasGradient = natives.keep(Memories.createUnbound(biasLayout));
    rowGradient = natives.keep(Memories.createUnbound(rowLayout));
    product = natives.keep(describeProduct());
    multiply = multiply();
    softmax = softmaxInPlace();
    backpropagate = backpropagate();
    accumulateGradients = accumulateGradients();
  }

  private inner_product_forward.primitive_desc describeProduct() {
    inner_product_forward.desc operation =
        natives.keep(
            new inner_product_forward.desc(
                prop_kind.forward_training, rowLayout, weightLayout, biasLayout, matrixLayout));
    return new inner_product_forward.primitive_desc(operation, attributes, OneDnnLibrary.cpu());
  }

  private PrimitiveOperation multiply() {
    return new PrimitiveOperation(new inner_product_forward(product), product)
        .put(DNNL_ARG_SRC, rows.memory())
        .put(DNNL_ARG_WEIGHTS, weights)
        .put(DNNL_ARG_BIAS, bias)
        .put(DNNL_ARG_DST, matrixMemory);
  }

  private PrimitiveOperation softmaxInPlace() {
    softmax_forward.desc operation =
        natives.keep(new softmax_forward.desc(prop_kind.forward_inference, matrixLayout, 1));
    softmax_forward.primitive_desc descriptor =
        natives.keep(
            new softmax_forward.primitive_desc(operation, attributes, OneDnnLibrary.cpu()));
    return new PrimitiveOperation(new softmax_forward(descriptor), descriptor)
        .put(DNNL_ARG_SRC, matrixMemory)
        .put(DNNL_ARG_DST, matrixMemory);
  }

  private PrimitiveOperation backpropagate() {
    inner_product_backward_data.desc operation =
        natives.keep(new inner_product_backward_data.desc(rowLayout, weightLayout, matrixLayout));
    inner_product_backward_data.primitive_desc descriptor =
        natives.keep(
            new inner_product_backward_data.primitive_desc(
                operation, attributes, OneDnnLibrary.cpu(), product));
    return new PrimitiveOperation(new inner_product_backward_data(descriptor), descriptor)
        .put(DNNL_ARG_DIFF_DST, matrixMemory)
        .put(DNNL_ARG_WEIGHTS, weights)
        .put(DNNL_ARG_DIFF_SRC, rowGradient);
  }

  private PrimitiveOperation accumulateGradients() {
    inner_product_backward_weights.desc operation =
        natives.keep(
            new inner_product_backward_weights.desc(
                rowLayout, weightLayout, biasLayout, matrixLayout));
    inner_product_backward_weights.primitive_desc descriptor =
        natives.keep(
            new inner_product_backward_weights.primitive_desc(
                operation, attributes, OneDnnLibrary.cpu(), product));
    return new PrimitiveOperation(new inner_product_backward_weights(descriptor), descriptor)
        .put(DNNL_ARG_SRC, rows.memory())
        .put(DNNL_ARG_DIFF_DST, matrixMemory)
        .put(DNNL_ARG_DIFF_WEIGHTS, weightGradient)
        .put(DNNL_ARG_DIFF_BIAS, biasGradient);
  }

  /** Returns the argument for the output of the previous layer. */
  StepMajor rows() {
    return rows;
  }

  /** Returns the matrix. Row step * minibatch + sequence belongs to a token of a sequence. */
  FloatPointer matrix() {
    return matrix;
  }

  /** Computes the logits. */
  void multiply(Pointer weightValues, Pointer biasValues) {
    weights.set_data_handle(weightValues);
    bias.set_data_handle(biasValues);
    multiply.run(stream);
  }

  /** Replaces the logits by probabilities. */
  void softmax() {
    softmax.run(stream);
  }

  /** Computes the gradients; the matrix must hold the gradient of the logits. */
  void backward(Pointer weightTarget, Pointer biasTarget, Pointer rowTarget) {
    weightGradient.set_data_handle(weightTarget);
    biasGradient.set_data_handle(biasTarget);
    rowGradient.set_data_handle(rowTarget);
    backpropagate.run(stream);
    accumulateGradients.run(stream);
    stream._wait();
  }

  @Override
  public void close() {
    multiply.close();
    softmax.close();
    backpropagate.close();
    accumulateGradients.close();
    rows.close();
    natives.close();
  }
}
