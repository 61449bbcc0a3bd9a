package dev.trellis.training.dl4j;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A recurrent state, {@code [streams, units]}, that outlives the workspace of a minibatch. */
final class CarriedState implements AutoCloseable {
  private final DataType dataType;
  private final long units;
  private @Nullable INDArray array;

  CarriedState(DataType dataType, long units) {
    this.dataType = dataType;
    this.units = units;
  }

  void reset(int streams) {
    close();
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      array = Nd4j.create(dataType, new long[] {streams, units}, 'f');
    }
  }

  INDArray array() {
    return requireNonNull(array, "reset comes first");
  }

  void carry(INDArray last) {
    array().assign(last);
  }

  @Override
  public void close() {
    if (array != null) {
      array.close();
      array = null;
    }
  }
}
