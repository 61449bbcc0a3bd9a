package dev.trellis.training.dl4j.onednn;

import dev.trellis.training.dl4j.onednn.memory.Memories;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reverses sequences in time, each within its own length. Padding is not moved. */
public final class TimeReversal {
  private TimeReversal() {}

  /**
   * Returns the reversed sequences.
   *
   * @param sequences [minibatch, channels, steps], FLOAT and contiguous
   * @param lengths number of steps of each sequence without padding
   * @return a new array [minibatch, channels, steps], stored as [steps, minibatch, channels]
   */
  public static INDArray reverse(INDArray sequences, int[] lengths, LayerWorkspaceMgr workspaces) {
    long minibatch = sequences.size(0);
    long channels = sequences.size(1);
    long steps = sequences.size(2);
    long[] strides = sequences.stride();
    INDArray reversed =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {steps, minibatch, channels}, 'c');
    FloatIndexer from = Memories.indexerOf(sequences, sequences.length());
    FloatIndexer to = Memories.indexerOf(reversed, reversed.length());
    long index = 0;
    for (int step = 0; step < steps; step++) {
      for (int sequence = 0; sequence < minibatch; sequence++) {
        int source = step < lengths[sequence] ? lengths[sequence] - 1 - step : step;
        long start = sequence * strides[0] + source * strides[2];
        for (long channel = 0; channel < channels; channel++) {
          to.put(index++, from.get(start + channel * strides[1]));
        }
      }
    }
    return reversed.permute(1, 2, 0);
  }
}
