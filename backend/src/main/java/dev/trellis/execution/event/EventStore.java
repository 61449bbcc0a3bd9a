package dev.trellis.execution.event;

import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of all changes of state, which the database writes with the changes themselves. */
public interface EventStore {
  /**
   * The newest first.
   *
   * @param experimentId null for all
   * @param trialId null for all
   */
  Page<Event> list(@Nullable Long experimentId, @Nullable Long trialId, PageRequest page);

  /**
   * Returns the events after a position, the oldest first. Each event is returned exactly once,
   * whatever the order of commits, if each call starts at the last position of the call before.
   *
   * @param experimentId null for all experiments
   */
  List<Event> after(Event.Position position, @Nullable Long experimentId, int most);

  /** Behind all that is written and before all that is still to come. */
  Event.Position end();

  /** Forgets events older than that. */
  void forget(Duration age);
}
