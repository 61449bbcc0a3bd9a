package dev.trellis.execution.jdbc;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.claim.StaleClaimException;
import dev.trellis.execution.worker.CheckpointStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link CheckpointStore} in table {@code trial}. */
@Repository
class JdbcCheckpointStore implements CheckpointStore {
  private static final int AT_ONCE = 100;

  private final JdbcClient jdbc;

  JdbcCheckpointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(Claim claim, String key, @Nullable String before, int step) {
    int kept =
        jdbc.sql(
                """
                update trial
                set checkpoint = :key, checkpoint_before = :before, checkpoint_step = :step
                where %s
                """
                    .formatted(JdbcTrialProgressStore.HELD))
            .param("id", claim.trialId())
            .param("attempt", claim.attempt())
            .param("key", key)
            .param("before", before)
            .param("step", step)
            .update();
    if (kept == 0) {
      throw new StaleClaimException(claim);
    }
  }

  @Override
  public List<Long> over(long after) {
    return jdbc.sql(
            """
            select id from trial
            where checkpoint is not null and finished_at is not null and id > :after
            order by id limit :limit
            """)
        .param("after", after)
        .param("limit", AT_ONCE)
        .query(Long.class)
        .list();
  }

  @Override
  public void forget(long trialId) {
    jdbc.sql(
            """
            update trial
            set checkpoint = null, checkpoint_before = null, checkpoint_step = null
            where id = :id and finished_at is not null
            """)
        .param("id", trialId)
        .update();
  }
}
