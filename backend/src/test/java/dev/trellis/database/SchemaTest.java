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

  @Test
  void every_table_column_and_function_has_a_comment() {
    SchemaConfiguration.migrate(flyway());

    assertThat(
            jdbc.sql(
                    """
                    select c.relname || '.' || coalesce(a.attname, '') from pg_class c
                    join lateral (
                      select null as attname, 0 as attnum union all
                      select attname, attnum from pg_attribute
                      where attrelid = c.oid and attnum > 0 and not attisdropped) a on true
                    left join pg_description d
                      on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
                    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                      and c.relname <> 'flyway_schema_history' and d.description ~ '[.]$' is not true
                    union all
                    select proname from pg_proc
                    where pronamespace = 'public'::regnamespace
                      and obj_description(oid, 'pg_proc') ~ '[.]$' is not true
                    """)
                .query(String.class)
                .list())
        .isEmpty();
  }

  @Test
  void changed_repeatable_migration_does_not_block_workers() {
    SchemaConfiguration.migrate(flyway());
    jdbc.sql("update flyway_schema_history set checksum = 1 where script like '%R__comments.sql'")
        .update();

    assertThat(flyway().info().pending()).hasSize(1);
    SchemaConfiguration.awaitKnown(flyway());
  }
}
