package dev.trellis.experiment.jdbc;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.experiment.control.EnqueuedTrialStore;
import dev.trellis.space.Assignment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** {@link EnqueuedTrialStore} in tables {@code experiment} and {@code trial}. */
@Repository
class JdbcEnqueuedTrialStore implements EnqueuedTrialStore {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcEnqueuedTrialStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Long> under(long experimentId, String idempotencyKey) {
    return jdbc.sql(
            """
            select id from trial
            where experiment_id = :experiment and idempotency_key = :key
            """)
        .param("experiment", experimentId)
        .param("key", idempotencyKey)
        .query(Long.class)
        .optional();
  }

  @Override
  public Optional<EnqueueLimits> room(long experimentId) {
    return jdbc.sql(
            """
            select e.enqueued, e.end_reason, e.vocabulary_size, e.classes, e.longest_text,
                   (select count(*) from trial t
                    where t.experiment_id = e.id and t.replica_of is not null) as replicas
            from experiment e where e.id = :id
            """)
        .param("id", experimentId)
        .query(
            (row, index) ->
                new EnqueueLimits(
                    row.getLong("enqueued"),
                    row.getLong("replicas"),
                    row.getString("end_reason"),
                    new DataShape(
                        row.getInt("vocabulary_size"),
                        row.getInt("classes"),
                        row.getInt("longest_text"))))
        .optional();
  }

  @Override
  public long add(
      long experimentId,
      Assignment assignment,
      long seed,
      long parameterCount,
      @Nullable String idempotencyKey) {
    return jdbc.sql(
            """
            with place as (
              update experiment set enqueued = enqueued + 1 where id = :experiment
              returning id, proposed + enqueued - 1 as number, enqueued - 1 as enqueued)
            insert into trial (
              experiment_id, number, state, pause_reason, assignment, seed, parameter_count,
              enqueued, idempotency_key)
            select id, number, 'PAUSED', 'TURN', :assignment::json, :seed, :parameters,
              enqueued, :key
            from place
            returning id
            """)
        .param("experiment", experimentId)
        .param("assignment", json.writeValueAsString(assignment.values()))
        .param("seed", seed)
        .param("parameters", parameterCount)
        .param("key", idempotencyKey)
        .query(Long.class)
        .single();
  }
}
