package dev.trellis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.testing.TestDatabase;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tests of schema migration: servers migrate a database, workers must not. */
class SchemaTest {
  private final DriverManagerDataSource database =
      new DriverManagerDataSource(TestDatabase.create());
  private final JdbcClient jdbc = JdbcClient.create(database);

  private Flyway flyway() {
    return Flyway.configure().dataSource(database).locations("classpath:db/migration").load();
  }

  @Test
  void two_servers_that_start_on_an_empty_database_migrate_it_once() {
    CompletableFuture<Void> one =
        CompletableFuture.runAsync(() -> SchemaConfiguration.migrate(flyway()));
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> SchemaConfiguration.migrate(flyway()));
    CompletableFuture.allOf(one, other).join();

    assertThat(
            jdbc.sql("select count(*) - count(distinct script) from flyway_schema_history")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(flyway().info().pending()).isEmpty();
  }

  @Test
  void older_version_rejects_newer_database_unchanged() {
    SchemaConfiguration.migrate(flyway());
    jdbc.sql(
            """
            insert into flyway_schema_history (
              installed_rank, version, description, type, script, installed_by, execution_time, success)
            values (9999, '9999', 'from the future', 'SQL', 'V9999__from_the_future.sql', 'x', 1, true)
            """)
        .update();

    assertThatThrownBy(() -> SchemaConfiguration.migrate(flyway()))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("version 9999")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> SchemaConfiguration.awaitKnown(flyway()))
        .isInstanceOf(DatabaseStartException.class);
  }
}
