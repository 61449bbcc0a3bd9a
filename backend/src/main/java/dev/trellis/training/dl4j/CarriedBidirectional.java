package dev.trellis.training.dl4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import dev.trellis.training.dl4j.onednn.TimeReversal;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Two recurrent layers, one of which reads every sequence from its end; outputs side by side. */
final class CarriedBidirectional implements CarriedLayer {
  private final CarriedLayer forwards;
  private final CarriedLayer backwards;
  private int[] lengths = {};
  private long units;

  CarriedBidirectional(CarriedLayer forwards, CarriedLayer backwards) {
    this.forwards = forwards;
    this.backwards = backwards;
  }

  @Override
  public void reset(int streams) {
    forwards.reset(streams);
    backwards.reset(streams);
  }

  @Override
  public void read(int[] lengths) {
    this.lengths = lengths;
  }

  @Override
  public INDArray forward(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    INDArray there = forwards.forward(input, training, workspaces);
    INDArray turned = TimeReversal.of(input, lengths, workspaces);
    INDArray back = backwards.forward(turned, training, workspaces);
    units = there.size(1);
    return Nd4j.concat(1, there, TimeReversal.of(back, lengths, workspaces)).dup('f');
  }

  @Override
  public INDArray backward(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray there = epsilon.get(all(), interval(0, units), all()).dup('f');
    INDArray back = epsilon.get(all(), interval(units, 2 * units), all()).dup('f');
    INDArray below = forwards.backward(there, workspaces);
    INDArray turned = backwards.backward(TimeReversal.of(back, lengths, workspaces), workspaces);
    return below.add(TimeReversal.of(turned, lengths, workspaces)).dup('f');
  }

  @Override
  public List<CarriedState> states() {
    return Stream.of(forwards, backwards).flatMap(layer -> layer.states().stream()).toList();
  }

  @Override
  public void close() {
    forwards.close();
    backwards.close();
  }
}
