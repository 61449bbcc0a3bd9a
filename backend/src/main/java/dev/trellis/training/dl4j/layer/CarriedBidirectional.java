package dev.trellis.training.dl4j.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.trellis.training.dl4j.onednn.TimeReversal;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Bidirectional recurrent layer: a forward layer and a layer that reads each sequence from its end.
 * Their outputs are concatenated, {@code [streams, 2 * units, time]}.
 */
final class CarriedBidirectional implements CarriedLayer {
  private final CarriedLayer forwardLayer;
  private final CarriedLayer backwardLayer;
  private int[] lengths = {};
  private long units;

  CarriedBidirectional(CarriedLayer forwardLayer, CarriedLayer backwardLayer) {
    this.forwardLayer = forwardLayer;
    this.backwardLayer = backwardLayer;
  }

  @Override
  public void reset(int streams) {
    forwardLayer.reset(streams);
    backwardLayer.reset(streams);
  }

  @Override
  public void setLengths(int[] lengths) {
    this.lengths = lengths;
  }

  @Override
  public INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray forwardPart = forwardLayer.forward(input, training, workspaces);
    INDArray reversed = TimeReversal.reverse(input, lengths, workspaces);
    INDArray backwardPart = backwardLayer.forward(reversed, training, workspaces);
    units = forwardPart.size(1);
    return Nd4j.concat(1, forwardPart, TimeReversal.reverse(backwardPart, lengths, workspaces))
        .dup('f');
  }

  @Override
  public INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray forwardPart = epsilon.get(all(), interval(0, units), all()).dup('f');
    INDArray backwardPart = epsilon.get(all(), interval(units, 2 * units), all()).dup('f');
    INDArray inputGradient = forwardLayer.backward(forwardPart, workspaces);
    INDArray reversed =
        backwardLayer.backward(TimeReversal.reverse(backwardPart, lengths, workspaces), workspaces);
    return inputGradient.add(TimeReversal.reverse(reversed, lengths, workspaces)).dup('f');
  }

  @Override
  public List<CarriedState> states() {
    return Stream.of(forwardLayer, backwardLayer)
        .flatMap(layer -> layer.states().stream())
        .toList();
  }

  @Override
  public void close() {
    forwardLayer.close();
    backwardLayer.close();
  }
}
