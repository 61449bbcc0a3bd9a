package dev.trellis.training.dl4j.layer;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Recurrent state of shape {@code [streams, units]}, allocated outside the workspace of a
 * minibatch.
 */
public final class CarriedState implements AutoCloseable {
  private final DataType dataType;
  private final long units;
  private @Nullable INDArray array;

  CarriedState(DataType dataType, long units) {
    this.dataType = dataType;
    this.units = units;
  }

  /** Allocates a zero state. */
  void reset(int streams) {
    close();
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      array = Nd4j.create(dataType, new long[] {streams, units}, 'f');
    }
  }

  /** Returns the state; {@link #reset} must be called first. */
  public INDArray array() {
    return requireNonNull(array, "call reset first");
  }

  /** Replaces the state by the state after the last time step. */
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
