package dev.trellis.training.dl4j.onednn.lstm;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import dev.trellis.training.dl4j.onednn.memory.OneDnnLibrary;
import dev.trellis.training.dl4j.onednn.memory.ShapeCache;
import java.util.Map;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.FwdPassReturn;
import org.deeplearning4j.nn.layers.recurrent.LSTMHelper;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The helper that DL4J's LSTM layer calls instead of its loop over time steps. An instance belongs
 * to one layer and must be used by one thread. A method returns null if oneDNN does not support the
 * case; DL4J then runs its own loop.
 */
final class OneDnnRecurrence implements LSTMHelper, AutoCloseable {
  private final stream stream = new stream(OneDnnLibrary.cpu());
  private final ShapeCache<LstmShape, LstmPasses> passes =
      new ShapeCache<>(shape -> new LstmPasses(stream, shape), LstmPasses::close);
  private @Nullable LstmWeights weights;
  private @Nullable LstmWeights gradients;
  private @Nullable LstmForward last;

  /** Returns the forward pass of the last call; null if it was not a pass for training. */
  @Nullable FwdPassReturn last() {
    return last;
  }

  @Override
  public boolean checkSupported() {
    return true;
  }

  @Override
  public boolean checkSupported(IActivation gates, IActivation activation, boolean peepholes) {
    return !peepholes
        && gates.getClass() == ActivationSigmoid.class
        && activation.getClass() == ActivationTanH.class;
  }

  @Override
  public Map<String, Long> helperMemoryUse() {
    return Map.of();
  }

  @Override
  public @Nullable FwdPassReturn activate(
      Layer layer,
      NeuralNetConfiguration conf,
      IActivation gateActivation,
      INDArray input,
      INDArray recurrentWeights,
      INDArray inputWeights,
      INDArray biases,
      boolean training,
      INDArray outputBefore,
      INDArray cellBefore,
      boolean forBackprop,
      boolean forwards,
      String inputWeightKey,
      @Nullable INDArray mask,
      boolean peepholes,
      LayerWorkspaceMgr workspaces) {
    last = null;
    if (mask != null || peepholes || !forwards || input.dataType() != DataType.FLOAT) {
      return null;
    }
    LstmShape shape =
        new LstmShape(input.size(0), input.size(2), inputWeights.size(0), recurrentWeights.size(0));
    weights = weights == null ? new LstmWeights(shape.inputs(), shape.hidden()) : weights;
    weights.read(inputWeights, recurrentWeights, biases);
    LstmForward result = new LstmForward(passes.get(shape));
    if (training || forBackprop) {
      train(result, input, outputBefore, cellBefore, workspaces);
      last = result;
    } else {
      infer(result, input, outputBefore, cellBefore, workspaces);
    }
    return result;
  }

  private void train(
      LstmForward result,
      INDArray input,
      INDArray outputBefore,
      INDArray cellBefore,
      LayerWorkspaceMgr workspaces) {
    ForwardPass pass = result.passes.training();
    FloatPointer storedOutput = result.passes.trainingOutput();
    pass.run(requireInitialized(weights), input, outputBefore, cellBefore, storedOutput);
    INDArray output = stepMajor(ArrayType.ACTIVATIONS, result.passes.shape(), true, workspaces);
    Pointer.memcpy(Memories.addressOf(output), storedOutput, output.length() * Float.BYTES);
    finish(result, output, pass, workspaces);
  }

  private void infer(
      LstmForward result,
      INDArray input,
      INDArray outputBefore,
      INDArray cellBefore,
      LayerWorkspaceMgr workspaces) {
    ForwardPass pass = result.passes.inference();
    INDArray output = stepMajor(ArrayType.ACTIVATIONS, result.passes.shape(), true, workspaces);
    pass.run(
        requireInitialized(weights), input, outputBefore, cellBefore, Memories.addressOf(output));
    finish(result, output, pass, workspaces);
  }

  private static void finish(
      LstmForward result, INDArray output, ForwardPass pass, LayerWorkspaceMgr workspaces) {
    result.fwdPassOutput = output.permute(1, 2, 0);
    result.lastAct = state(pass.lastOutput(), result.passes.shape(), workspaces);
    result.lastMemCell = state(pass.lastCell(), result.passes.shape(), workspaces);
  }

  private static INDArray state(Pointer from, LstmShape shape, LayerWorkspaceMgr workspaces) {
    INDArray state =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            DataType.FLOAT,
            new long[] {shape.minibatch(), shape.hidden()},
            'c');
    Pointer.memcpy(Memories.addressOf(state), from, state.length() * Float.BYTES);
    return state;
  }

  /** Creates an array [steps, minibatch, channels] in a workspace. */
  private static INDArray stepMajor(
      ArrayType type, LstmShape shape, boolean hidden, LayerWorkspaceMgr workspaces) {
    long channels = hidden ? shape.hidden() : shape.inputs();
    long[] dimensions = {shape.steps(), shape.minibatch(), channels};
    return workspaces.createUninitialized(type, DataType.FLOAT, dimensions, 'c');
  }

  @Override
  public @Nullable Pair<Gradient, INDArray> backpropGradient(
      NeuralNetConfiguration conf,
      IActivation gateActivation,
      INDArray input,
      INDArray recurrentWeights,
      INDArray inputWeights,
      INDArray epsilon,
      boolean truncated,
      int truncatedLength,
      FwdPassReturn forward,
      boolean forwards,
      String inputWeightKey,
      String recurrentWeightKey,
      String biasKey,
      Map<String, INDArray> gradientViews,
      @Nullable INDArray mask,
      boolean peepholes,
      LayerWorkspaceMgr workspaces) {
    if (!(forward instanceof LstmForward own)) {
      return null;
    }
    if (own != last) {
      throw new IllegalStateException(
          "a later forward pass has overwritten the states of this forward pass; run backward before the next forward pass");
    }
    LstmShape shape = own.passes.shape();
    gradients = gradients == null ? new LstmWeights(shape.inputs(), shape.hidden()) : gradients;
    INDArray inputGradient = stepMajor(ArrayType.ACTIVATION_GRAD, shape, false, workspaces);
    own.passes
        .backward()
        .run(
            requireInitialized(weights),
            epsilon.castTo(DataType.FLOAT),
            gradients,
            Memories.addressOf(inputGradient));
    last = null;
    Gradient gradient = new DefaultGradient();
    for (String key : new String[] {inputWeightKey, recurrentWeightKey, biasKey}) {
      gradient.gradientForVariable().put(key, gradientViews.get(key));
    }
    gradients.write(
        requireInitialized(gradientViews.get(inputWeightKey)),
        requireInitialized(gradientViews.get(recurrentWeightKey)),
        requireInitialized(gradientViews.get(biasKey)));
    return new Pair<>(gradient, inputGradient.permute(1, 2, 0));
  }

  private static <T> T requireInitialized(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(
          "backward was called before forward; run the forward pass first");
    }
    return value;
  }

  @Override
  public void close() {
    last = null;
    passes.close();
    if (weights != null) {
      weights.close();
      weights = null;
    }
    if (gradients != null) {
      gradients.close();
      gradients = null;
    }
  }

  /** A forward pass whose intermediate states are in native memory. */
  private static final class LstmForward extends FwdPassReturn {
    private final LstmPasses passes;

    LstmForward(LstmPasses passes) {
      this.passes = passes;
    }
  }
}
