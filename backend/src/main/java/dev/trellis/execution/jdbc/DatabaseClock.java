package dev.trellis.execution.jdbc;

import com.github.kagkarlsson.scheduler.Clock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of the database, which all workers share: a machine whose own clock is wrong neither
 * loses its leases nor takes those of others. Asked for every few seconds; in between this
 * machine's steady ticks are added, which no change of its clock touches, but which stop while it
 * sleeps.
 */
final class DatabaseClock implements Clock {
  private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);
  private static final long ASK_AFTER_NANOS = Duration.ofSeconds(5).toNanos();

  private final DataSource database;
  private @Nullable Instant answer;
  private long answeredAt;
  private long askedAt;

  DatabaseClock(DataSource database) {
    this.database = database;
  }

  /**
   * @throws IllegalStateException if the database has never answered
   */
  @Override
  public synchronized Instant now() {
    if (answer == null || System.nanoTime() - askedAt > ASK_AFTER_NANOS) {
      ask();
    }
    if (answer == null) {
      throw new IllegalStateException("the database does not tell the time");
    }
    return answer.plusNanos(System.nanoTime() - answeredAt);
  }

  private void ask() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select clock_timestamp()")) {
      row.next();
      answer = row.getObject(1, OffsetDateTime.class).toInstant();
      answeredAt = System.nanoTime();
    } catch (SQLException away) {
      log.debug("the database does not tell the time; the last answer serves", away);
    } finally {
      askedAt = System.nanoTime();
    }
  }
}
