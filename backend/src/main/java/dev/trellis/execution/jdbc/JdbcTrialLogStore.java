package dev.trellis.execution.jdbc;

import dev.trellis.execution.log.LogLine;
import dev.trellis.execution.log.TrialLogStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** {@link TrialLogStore} in table {@code trial_log}. */
@Repository
class JdbcTrialLogStore implements TrialLogStore {
  /** New lines of a trial between two looks at its old ones, which cost more than the lines. */
  private static final int PRUNE_EVERY = 200;

  private static final int COUNTED_TRIALS = 10_000;

  private final JdbcClient jdbc;

  /** New lines since the last look, by trial. */
  private final Map<Long, Integer> added =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > COUNTED_TRIALS;
        }
      };

  JdbcTrialLogStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void add(List<LogLine> lines) {
    jdbc.sql(
            """
            insert into trial_log (trial_id, attempt, at, level, message)
            select l.trial_id, l.attempt, l.at::timestamptz, l.level, l.message
            from unnest(:trials::bigint[], :attempts::int[], :times::text[], :levels::text[], :messages::text[])
              with ordinality as l (trial_id, attempt, at, level, message, place)
              join trial t on t.id = l.trial_id
            order by l.place
            for key share of t
            """)
        .param("trials", column(lines, Long[]::new, LogLine::trialId))
        .param("attempts", column(lines, Integer[]::new, LogLine::attempt))
        .param("times", column(lines, String[]::new, line -> line.at().toString()))
        .param("levels", column(lines, String[]::new, LogLine::level))
        .param("messages", column(lines, String[]::new, LogLine::message))
        .update();
    List<Long> due = countAdded(lines);
    if (!due.isEmpty()) {
      prune(due);
    }
  }

  /** Returns the trials that have got enough new lines to be worth a look at their old ones. */
  private synchronized List<Long> countAdded(List<LogLine> lines) {
    List<Long> due = new ArrayList<>();
    for (LogLine line : lines) {
      if (added.merge(line.trialId(), 1, Integer::sum) >= PRUNE_EVERY) {
        added.remove(line.trialId());
        due.add(line.trialId());
      }
    }
    return due.stream().distinct().toList();
  }

  private void prune(List<Long> trials) {
    jdbc.sql(
            """
            delete from trial_log l
            using (select unnest(:trials::bigint[]) as id) t cross join lateral (
              select id from trial_log where trial_id = t.id order by id desc offset :kept limit 1) newest_left_out
            where l.trial_id = t.id and l.id <= newest_left_out.id
            """)
        .param("trials", trials.toArray(Long[]::new))
        .param("kept", KEPT)
        .update();
  }

  private static <T> T[] column(
      List<LogLine> lines, IntFunction<T[]> array, Function<LogLine, T> value) {
    return lines.stream().map(value).toArray(array);
  }

  @Override
  public List<StoredLine> after(long trialId, long id) {
    return jdbc.sql("select * from trial_log where trial_id = :trial and id > :id order by id")
        .param("trial", trialId)
        .param("id", id)
        .query(JdbcTrialLogStore::read)
        .list();
  }

  private static StoredLine read(ResultSet row, int index) throws SQLException {
    return new StoredLine(
        row.getLong("id"),
        new LogLine(
            row.getLong("trial_id"),
            row.getInt("attempt"),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("level"),
            row.getString("message")));
  }
}
