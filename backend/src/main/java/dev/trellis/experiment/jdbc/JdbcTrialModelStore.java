package dev.trellis.experiment.jdbc;

import dev.trellis.experiment.TrialModelStore;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link TrialModelStore} in table {@code trial}. */
@Repository
class JdbcTrialModelStore implements TrialModelStore {
  private final JdbcClient jdbc;

  JdbcTrialModelStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<String> of(long experimentId) {
    return jdbc.sql(
            """
            select distinct model from trial
            where experiment_id = :experiment and model is not null
            """)
        .param("experiment", experimentId)
        .query(String.class)
        .list();
  }

  /** A key names the trial that trained the model: models/(trial)/(attempt).zip. */
  @Override
  public List<String> inUse(Collection<String> keys) {
    return jdbc.sql(
            """
            select model from trial where same_as is not null and model = any (:keys)
            union
            select t.model
            from unnest(:keys::text[]) key join trial t on t.id = split_part(key, '/', 2)::bigint
            where t.model = key
            """)
        .param("keys", keys.toArray(String[]::new))
        .query(String.class)
        .list();
  }
}
