package dev.trellis.training.dl4j.onednn;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns sequences round, each within its own length; padding stays where it is. */
public final class TimeReversal {
  private TimeReversal() {}

  /**
   * @param sequences [minibatch, channels, steps] in FLOAT, without gaps in memory
   * @param lengths steps of each sequence that are not padding
   * @return another array of that shape, laid out by steps
   */
  public static INDArray of(INDArray sequences, int[] lengths, LayerWorkspaceMgr workspaces) {
    long minibatch = sequences.size(0);
    long channels = sequences.size(1);
    long steps = sequences.size(2);
    long[] strides = sequences.stride();
    INDArray turned =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, new long[] {steps, minibatch, channels}, 'c');
    FloatIndexer from = Memories.numbersOf(sequences, sequences.length());
    FloatIndexer to = Memories.numbersOf(turned, turned.length());
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
    return turned.permute(1, 2, 0);
  }
}
