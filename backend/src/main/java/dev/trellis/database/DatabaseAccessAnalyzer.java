package dev.trellis.database;

import java.sql.SQLException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says why a database cannot be used: unreachable, unknown, wrong password, changed schema. */
class DatabaseAccessAnalyzer implements FailureAnalyzer {
  private final @Nullable Environment environment;

  DatabaseAccessAnalyzer(@Nullable Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    FlywayValidateException changed = find(failure, FlywayValidateException.class);
    if (changed != null) {
      return new FailureAnalysis(
          "The schema of the database %s is not the one this Trellis made: %s"
              .formatted(url(), changed.getMessage()),
          "Start the version of Trellis that migrated it, restore a backup, or name another database with --spring.datasource.url.",
          failure);
    }
    SQLException refused = find(failure, SQLException.class);
    return refused == null ? null : refused(deepest(refused));
  }

  private @Nullable FailureAnalysis refused(SQLException cause) {
    String state = cause.getSQLState();
    String remedy = state == null ? null : remedy(state);
    return remedy == null
        ? null
        : new FailureAnalysis(
            "The database %s cannot be used: %s".formatted(url(), cause.getMessage()),
            remedy,
            cause);
  }

  private static @Nullable String remedy(String state) {
    if (state.startsWith("08")) {
      return "Start PostgreSQL, or correct --spring.datasource.url.";
    }
    if (state.startsWith("28")) {
      return "Correct --spring.datasource.username and the password (SPRING_DATASOURCE_PASSWORD in the environment).";
    }
    if (state.equals("3D000")) {
      return "Create that database (createdb), or correct --spring.datasource.url.";
    }
    if (state.startsWith("53") || state.startsWith("57P")) {
      return "Wait until PostgreSQL accepts connections, and make room if its disk is full.";
    }
    return state.equals("42501")
        ? "Grant the user all rights on the schema public of that database, or make the user its owner."
        : null;
  }

  private String url() {
    String url =
        environment == null ? null : environment.getProperty("spring.datasource.url", "none");
    return url == null || url.equals("none") ? "in the home" : url.replaceFirst("\\?.*", "");
  }

  private static SQLException deepest(SQLException exception) {
    SQLException deepest = exception;
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        deepest = sql;
      }
    }
    return deepest;
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
