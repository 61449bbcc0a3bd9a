package dev.trellis.training.dl4j.onednn.lstm;

import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * The forward and backward passes of a layer for one shape. A pass is created when it is first
 * needed.
 */
final class LstmPasses implements AutoCloseable {
  private final stream stream;
  private final LstmShape shape;
  private final LstmLayouts layouts;
  private @Nullable ForwardPass inference;
  private @Nullable ForwardPass training;
  private @Nullable BackwardPass backward;
  private @Nullable FloatPointer trainingOutput;

  LstmPasses(stream stream, LstmShape shape) {
    this.stream = stream;
    this.shape = shape;
    layouts = new LstmLayouts(shape);
  }

  LstmShape shape() {
    return shape;
  }

  ForwardPass inference() {
    ForwardPass pass = inference;
    if (pass == null) {
      inference = pass = new ForwardPass(stream, shape, layouts, prop_kind.forward_inference);
    }
    return pass;
  }

  ForwardPass training() {
    ForwardPass pass = training;
    if (pass == null) {
      training = pass = new ForwardPass(stream, shape, layouts, prop_kind.forward_training);
    }
    return pass;
  }

  BackwardPass backward() {
    BackwardPass pass = backward;
    if (pass == null) {
      backward = pass = new BackwardPass(stream, shape, layouts, training());
    }
    return pass;
  }

  /**
   * Returns the output of the forward pass for training, [steps, minibatch, hidden]. The backward
   * pass reads it. The next layer gets a copy, because dropout changes its input in place.
   */
  FloatPointer trainingOutput() {
    FloatPointer output = trainingOutput;
    if (output == null) {
      trainingOutput =
          output = new FloatPointer(shape.steps() * shape.minibatch() * shape.hidden());
    }
    return output;
  }

  @Override
  public void close() {
    if (backward != null) {
      backward.close();
    }
    if (training != null) {
      training.close();
    }
    if (inference != null) {
      inference.close();
    }
    if (trainingOutput != null) {
      trainingOutput.close();
    }
    layouts.close();
  }
}
