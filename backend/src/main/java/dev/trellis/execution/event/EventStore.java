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
   * What follows that place, the oldest first: every event once and none missed, whatever the order
   * of commits, as long as each call takes up where the one before ended.
   *
   * @param experimentId null for all
   */
  List<Event> after(Event.Position position, @Nullable Long experimentId, int most);

  /** Behind all that is written and before all that is still to come. */
  Event.Position end();

  /** Forgets events older than that. */
  void forget(Duration age);
}
