package dev.trellis.execution.jdbc;

import dev.trellis.execution.planning.LinkedTrialStore;
import dev.trellis.execution.provenance.Provenance;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link LinkedTrialStore} in tables {@code trial} and {@code metric_point}. */
@Repository
class JdbcLinkedTrialStore implements LinkedTrialStore {
  /**
   * Locks the source trial, so that it is not deleted before the link is committed; a source that
   * is being deleted is skipped. A trial that ended by time is no source, because another run may
   * end elsewhere.
   */
  private static final String FIND =
      """
      select t.id as trial, s.id as source
      from trial t join trial s on s.id = (
        select o.id from trial o
        where o.identity = t.identity and o.state = 'COMPLETED' and o.rerun_of is null
          and o.stop_reason ->> 'rule' <> 'time'
          and o.provenance -> -1 -> 'program' ->> 'version' = :version
          and o.provenance -> -1 -> 'program' ->> 'commit' = :commit
        order by o.id limit 1)
      where t.experiment_id = :experiment and t.state = 'QUEUED' and t.attempt = 0
        and t.replica_of is null and t.rerun_of is null
      order by t.number
      for key share of s skip locked
      """;

  private final JdbcClient jdbc;

  JdbcLinkedTrialStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Link(long trial, long source) {}

  @Override
  public int link(long experimentId, Provenance.Program program) {
    List<Link> links =
        jdbc.sql(FIND)
            .param("experiment", experimentId)
            .param("version", program.version())
            .param("commit", program.commit())
            .query(Link.class)
            .list();
    int linked = 0;
    for (Link link : links) {
      linked += copy(link);
    }
    if (linked > 0) {
      jdbc.sql(
              """
              update experiment set state = 'RUNNING', started_at = clock_timestamp()
              where id = :id and state = 'QUEUED'
              """)
          .param("id", experimentId)
          .update();
    }
    return linked;
  }

  /** Changes nothing if a worker has claimed the trial meanwhile. */
  private int copy(Link link) {
    int taken =
        jdbc.sql(
                """
                update trial t
                set state = 'COMPLETED', same_as = s.id, attempt = s.attempt,
                    best_value = s.best_value, best_step = s.best_step,
                    last_value = s.last_value, last_step = s.last_step,
                    stop_reason = s.stop_reason, test = s.test, sample = s.sample,
                    confusion = s.confusion, model = s.model, provenance = s.provenance,
                    started_at = s.started_at, first_started_at = s.first_started_at,
                    finished_at = s.finished_at,
                    trained = s.trained
                from trial s
                where t.id = :trial and s.id = :source and t.state = 'QUEUED' and t.attempt = 0
                """)
            .param("trial", link.trial())
            .param("source", link.source())
            .update();
    if (taken > 0) {
      jdbc.sql(
              """
              insert into metric_point (trial_id, metric, step, value, attempt, measured_at)
              select :trial, metric, step, value, attempt, measured_at
              from metric_point where trial_id = :source
              """)
          .param("trial", link.trial())
          .param("source", link.source())
          .update();
    }
    return taken;
  }
}
