package dev.trellis.training.dl4j.onednn;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes one vector of a sequence's time steps, padding left out. In FLOAT, on arrays without gaps
 * in memory.
 */
public final class TimePooling {
  /** What becomes of the time steps. */
  public enum Kind {
    /** The largest number of each channel. */
    MAX,
    /** The mean of each channel. */
    MEAN,
    /** The last step; of the second half of the channels, which were read backwards, the first. */
    LAST
  }

  private final Kind kind;
  private final boolean bothWays;
  private int[] lengths = {};
  private long[] shape = {};

  /** By sequence and channel, of the last forward pass; of {@link Kind#MAX} alone. */
  private int[] largest = {};

  /**
   * @param bothWays whether the second half of the channels was read backwards
   */
  public TimePooling(Kind kind, boolean bothWays) {
    this.kind = kind;
    this.bothWays = bothWays;
  }

  /**
   * @param hidden [minibatch, channels, steps]
   * @param lengths steps of each sequence that are not padding, at least one
   * @return [minibatch, channels, 1]
   */
  public INDArray forward(INDArray hidden, int[] lengths, LayerWorkspaceMgr workspaces) {
    this.lengths = lengths;
    shape = hidden.shape();
    largest = new int[kind == Kind.MAX ? (int) (shape[0] * shape[1]) : 0];
    long[] strides = hidden.stride();
    INDArray pooled =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {shape[0], shape[1], 1}, 'c');
    FloatIndexer from = Memories.numbersOf(hidden, hidden.length());
    FloatIndexer to = Memories.numbersOf(pooled, pooled.length());
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
        largest[(int) (sequence * shape[1] + channel)] = best;
        yield from.get(start + best * stride);
      }
    };
  }

  private int lastStep(int sequence, int channel) {
    return bothWays && channel >= shape[1] / 2 ? 0 : lengths[sequence] - 1;
  }

  /**
   * @param epsilon gradient by what the last {@link #forward} gave
   * @return the gradient by the time steps, [minibatch, channels, steps], laid out by steps
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
    FloatIndexer from = Memories.numbersOf(epsilon, epsilon.length());
    FloatIndexer to = Memories.numbersOf(gradient, gradient.length());
    for (int sequence = 0; sequence < shape[0]; sequence++) {
      for (int channel = 0; channel < channels; channel++) {
        float slope = from.get(sequence * strides[0] + channel * strides[1]);
        spread(to, slope, sequence, channel);
      }
    }
    return gradient.permute(1, 2, 0);
  }

  private void spread(FloatIndexer to, float slope, int sequence, int channel) {
    long channels = shape[1];
    long stride = shape[0] * channels;
    long start = sequence * channels + channel;
    switch (kind) {
      case LAST -> to.put(start + lastStep(sequence, channel) * stride, slope);
      case MAX -> to.put(start + largest[(int) start] * stride, slope);
      case MEAN -> {
        for (int step = 0; step < lengths[sequence]; step++) {
          to.put(start + step * stride, slope / lengths[sequence]);
        }
      }
    }
  }
}
