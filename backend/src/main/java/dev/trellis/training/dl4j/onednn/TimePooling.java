package dev.trellis.training.dl4j.onednn;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pools the time steps of a sequence into one vector, without padding. Arrays must have the type
 * FLOAT and be contiguous.
 */
public final class TimePooling {
  /** Kind of pooling over time. */
  public enum Kind {
    /** Maximum of each channel. */
    MAX,
    /** Mean of each channel. */
    MEAN,
    /**
     * Last step; for the backward direction, which is the second half of the channels, the first
     * step.
     */
    LAST
  }

  private final Kind kind;
  private final boolean bidirectional;
  private int[] lengths = {};
  private long[] shape = {};

  /**
   * Step of the maximum by sequence and channel in the last forward pass; empty unless the kind is
   * {@link Kind#MAX}.
   */
  private int[] argmax = {};

  /**
   * @param bidirectional whether the second half of the channels is the backward direction
   */
  public TimePooling(Kind kind, boolean bidirectional) {
    this.kind = kind;
    this.bidirectional = bidirectional;
  }

  /**
   * Pools sequences.
   *
   * @param hidden [minibatch, channels, steps]
   * @param lengths number of steps of each sequence without padding, at least 1
   * @return [minibatch, channels, 1]
   */
  public INDArray forward(INDArray hidden, int[] lengths, LayerWorkspaceMgr workspaces) {
    this.lengths = lengths;
    shape = hidden.shape();
    argmax = new int[kind == Kind.MAX ? (int) (shape[0] * shape[1]) : 0];
    long[] strides = hidden.stride();
    INDArray pooled =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {shape[0], shape[1], 1}, 'c');
    FloatIndexer from = Memories.indexerOf(hidden, hidden.length());
    FloatIndexer to = Memories.indexerOf(pooled, pooled.length());
    for (int sequence = 0; sequence < shape[0]; sequence++) {
      for (int channel = 0; channel < shape[1]; channel++) {
        long start = sequence * strides[0] + channel * strides[1];
        to.put(sequence * shape[1] + channel, pool(from, start, strides[2], sequence, channel));
      }
    }
    return pooled;
  }

  private float pool(FloatIndexer from, long start, long stride, int sequence, int channel) {
    int length = lengths[sequence];
    return switch (kind) {
      case LAST -> from.get(start + lastStep(sequence, channel) * stride);
      case MEAN -> {
        float sum = 0;
        for (int step = 0; step < length; step++) {
          sum += from.get(start + step * stride);
        }
        yield sum / length;
      }
      case MAX -> {
        int best = 0;
        for (int step = 1; step < length; step++) {
          best = from.get(start + step * stride) > from.get(start + best * stride) ? step : best;
        }
        argmax[(int) (sequence * shape[1] + channel)] = best;
        yield from.get(start + best * stride);
      }
    };
  }

  private int lastStep(int sequence, int channel) {
    return bidirectional && channel >= shape[1] / 2 ? 0 : lengths[sequence] - 1;
  }

  /**
   * Computes the gradient of the input of the last {@link #forward}.
   *
   * @param epsilon gradient of the output, [minibatch, channels, 1]
   * @return [minibatch, channels, steps], stored as [steps, minibatch, channels]
   */
  public INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    long channels = shape[1];
    long[] strides = epsilon.stride();
    INDArray gradient =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            DataType.FLOAT,
            new long[] {shape[2], shape[0], channels},
            'c');
    Pointer.memset(Memories.addressOf(gradient), 0, gradient.length() * Float.BYTES);
    FloatIndexer from = Memories.indexerOf(epsilon, epsilon.length());
    FloatIndexer to = Memories.indexerOf(gradient, gradient.length());
    for (int sequence = 0; sequence < shape[0]; sequence++) {
      for (int channel = 0; channel < channels; channel++) {
        float gradientValue = from.get(sequence * strides[0] + channel * strides[1]);
        distribute(to, gradientValue, sequence, channel);
      }
    }
    return gradient.permute(1, 2, 0);
  }

  private void distribute(FloatIndexer to, float gradientValue, int sequence, int channel) {
    long channels = shape[1];
    long stride = shape[0] * channels;
    long start = sequence * channels + channel;
    switch (kind) {
      case LAST -> to.put(start + lastStep(sequence, channel) * stride, gradientValue);
      case MAX -> to.put(start + argmax[(int) start] * stride, gradientValue);
      case MEAN -> {
        for (int step = 0; step < lengths[sequence]; step++) {
          to.put(start + step * stride, gradientValue / lengths[sequence]);
        }
      }
    }
  }
}
