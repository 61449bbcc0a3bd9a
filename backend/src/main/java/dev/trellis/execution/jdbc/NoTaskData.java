package dev.trellis.execution.jdbc;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/** All there is to know of a trial stands in its row; the queue carries ids and no objects. */
enum NoTaskData implements Serializer {
  INSTANCE;

  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    if (data != null) {
      throw new IllegalArgumentException("the queue carries no data: " + data);
    }
    return null;
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
    return null;
  }
}
