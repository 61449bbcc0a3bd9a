package dev.trellis.experiment.jdbc;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.experiment.dryrun.TrainingSpeedStore;
import dev.trellis.experiment.submission.spec.ExperimentSpec;
import dev.trellis.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link TrainingSpeedStore} computed from recorded trials. */
@Repository
class JdbcTrainingSpeedStore implements TrainingSpeedStore {
  private static final String LATEST =
      """
      select e.spec, e.spec_version, e.vocabulary_size, e.classes, e.longest_text, d.characters, d.words,
             t.assignment, p.seconds,
             case when t.finished_at is not null then greatest(
               0, extract(epoch from t.trained + coalesce(t.finished_at - t.started_at, '0'))
                 - p.all_epochs)::float8
             end as other_seconds
      from (
        select * from trial where last_step > 0 order by id desc limit 1000) t
      join experiment e on e.id = t.experiment_id
      join dataset d on d.id = e.dataset_id
      cross join lateral (
        select percentile_cont(0.5) within group (order by value) as seconds,
               sum(value) filter (where value < 'Infinity') as all_epochs
        from metric_point
        where trial_id = t.id and metric = 'epoch_seconds' and value > 0) p
      where e.spec -> 'task' ->> 'type' = :family and p.seconds < 'Infinity'
      order by t.id desc
      limit 200
      """;

  private final JdbcClient jdbc;
  private final ExperimentRows rows;
  private final StoredSpecs specs;

  JdbcTrainingSpeedStore(JdbcClient jdbc, ExperimentRows rows, StoredSpecs specs) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.specs = specs;
  }

  @Override
  public List<Measured> latest(String family) {
    List<Optional<Measured>> measured =
        jdbc.sql(LATEST).param("family", family).query(this::measured).list();
    return measured.stream().flatMap(Optional::stream).toList();
  }

  /** Empty if the submission of its experiment can no longer be read: it tells nothing then. */
  private Optional<Measured> measured(ResultSet row, int index) throws SQLException {
    try {
      return Optional.of(measured(row, specs.read(row)));
    } catch (Problem unreadable) {
      return Optional.empty();
    }
  }

  private Measured measured(ResultSet row, ExperimentSpec spec) throws SQLException {
    return new Measured(
        spec,
        new DataShape(
            row.getInt("vocabulary_size"), row.getInt("classes"), row.getInt("longest_text")),
        row.getLong("characters"),
        row.getLong("words"),
        rows.assignment(row),
        row.getDouble("seconds"),
        row.getObject("other_seconds", Double.class));
  }

  @Override
  public int slots() {
    return jdbc.sql(
            """
            select coalesce(sum(parallel_trials), 0) from worker
            where last_heartbeat > now() - interval '30 seconds'
            """)
        .query(Integer.class)
        .single();
  }
}
