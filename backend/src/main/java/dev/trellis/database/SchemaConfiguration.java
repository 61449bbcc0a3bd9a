package dev.trellis.database;

import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;

/** Servers migrate the database; nobody works on one that a newer version has migrated. */
@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {
  private static final Logger log = LoggerFactory.getLogger(SchemaConfiguration.class);
  private static final int ATTEMPTS = 5;
  private static final long RETRY_MILLIS = 1_000;

  /** Exit status after SIGTERM. A worker that waits has nothing to clean up. */
  private static final int TERMINATED = 143;

  /** Marks that the schema was looked at. */
  record KnownSchema() {}

  @Bean
  FlywayMigrationStrategy migrateUnlessNewer() {
    return SchemaConfiguration::migrate;
  }

  /** Connections without the pool's limits: a migration may take its time. */
  @Bean
  FlywayConnectionDetails migrationConnections(JdbcConnectionDetails database) {
    return new FlywayConnectionDetails() {
      @Override
      public @Nullable String getUsername() {
        return database.getUsername();
      }

      @Override
      public @Nullable String getPassword() {
        return database.getPassword();
      }

      @Override
      public String getJdbcUrl() {
        return database.getJdbcUrl();
      }
    };
  }

  static void migrate(Flyway flyway) {
    refuseNewer(flyway);
    flyway.migrate();
  }

  /** Workers do not migrate, but look before they take a trial. */
  @Bean
  @Lazy(false)
  @Profile("worker")
  KnownSchema knownSchema(JdbcConnectionDetails database) {
    awaitKnown(
        Flyway.configure()
            // connections of its own: it takes several at once, the pool may have one
            .dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword())
            .locations("classpath:db/migration")
            .load());
    return new KnownSchema();
  }

  static void awaitKnown(Flyway flyway) {
    Thread endAtOnce = new Thread(() -> Runtime.getRuntime().halt(TERMINATED), "end-of-waiting");
    Runtime.getRuntime().addShutdownHook(endAtOnce);
    try {
      for (int attempt = 1; !isKnown(flyway, attempt == ATTEMPTS); attempt++) {
        rest();
      }
      awaitMigration(flyway);
    } finally {
      Runtime.getRuntime().removeShutdownHook(endAtOnce);
    }
  }

  /** A worker whose tables are missing or older than its own waits for a server to migrate. */
  private static void awaitMigration(Flyway flyway) {
    if (isBehind(flyway)) {
      log.info("Waiting for a server of this version to create or migrate the tables");
    }
    while (isBehind(flyway)) {
      rest();
    }
  }

  /**
   * Returns true if a versioned migration is pending. A pending repeatable migration is no reason
   * to wait: it may be newer in the database, and a change that matters comes with a version.
   */
  private static boolean isBehind(Flyway flyway) {
    try {
      return Stream.of(flyway.info().pending()).anyMatch(MigrationInfo::isVersioned);
    } catch (FlywayException away) {
      log.debug("the database does not answer", away);
      return true;
    }
  }

  /** A worker may start while the database restarts, or lose an answer: no reason to end. */
  private static boolean isKnown(Flyway flyway, boolean last) {
    try {
      refuseNewer(flyway);
      return true;
    } catch (FlywayException away) {
      if (last) {
        throw away;
      }
      log.warn("Database does not answer; retrying cause={}", away.getMessage());
      return false;
    }
  }

  private static void rest() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the database is away", e);
    }
  }

  private static void refuseNewer(Flyway flyway) {
    for (MigrationInfo migration : flyway.info().all()) {
      MigrationState state = migration.getState();
      if (state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED) {
        throw new DatabaseStartException(
            "This database is at version %s of its schema (%s), newer than this Trellis knows. Start the newer Trellis, or take another database."
                .formatted(migration.getVersion(), migration.getDescription()));
      }
    }
  }
}
