package dev.trellis.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Profile;

/** Servers migrate the database; nobody works on one that a newer version has migrated. */
@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {
  /** Marks that the schema was looked at. */
  record KnownSchema() {}

  @Bean
  FlywayMigrationStrategy migrateUnlessNewer() {
    return SchemaConfiguration::migrate;
  }

  static void migrate(Flyway flyway) {
    refuseNewer(flyway);
    flyway.migrate();
  }

  /** Workers do not migrate, but look before they take a trial. */
  @Bean
  @Lazy(false)
  @Profile("worker")
  KnownSchema knownSchema(DataSource database) {
    refuseNewer(Flyway.configure().dataSource(database).locations("classpath:db/migration").load());
    return new KnownSchema();
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
