package dev.trellis.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Migrates databases of released versions. {@code db/fixtures} has a dump of each released schema
 * with the data of real searches.
 */
class UpgradeTest {
  private static final Path FIXTURES = Path.of("../db/fixtures");

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> ROW = new TypeReference<>() {};

  /** Columns that a migration fills; each other column must keep its values. */
  private static final Set<String> FILLED = Set.of();

  private static final String SCHEMA =
      """
      select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' '
        || is_nullable || ' ' || coalesce(column_default, '') || ' ' || coalesce(
          col_description((table_schema || '.' || table_name)::regclass, ordinal_position), '')
      from information_schema.columns where table_schema = 'public'
      union all
      select 'constraint ' || conrelid::regclass || '.' || conname || ' '
        || pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace
      union all
      select 'index ' || indexdef from pg_indexes where schemaname = 'public'
      union all
      select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
      union all
      select 'function ' || proname || ' ' || md5(prosrc) || ' '
        || coalesce(obj_description(oid, 'pg_proc'), '')
      from pg_proc where pronamespace = 'public'::regnamespace
      union all
      select 'table ' || relname || ' ' || coalesce(obj_description(oid, 'pg_class'), '')
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      """;

  static Stream<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void released_database_migrates_and_keeps_all_values(Path fixture) throws Exception {
    DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.create());
    JdbcClient jdbc = JdbcClient.create(database);
    execute(database, Files.readString(fixture));
    Map<String, List<Map<String, Object>>> before = rows(jdbc);
    assertThat(before.get("trial")).hasSizeGreaterThan(10);
    assertThat(states(jdbc, "trial"))
        .contains("QUEUED", "RUNNING", "PAUSED", "COMPLETED", "PRUNED", "FAILED", "CANCELLED");
    assertThat(states(jdbc, "experiment"))
        .contains("QUEUED", "RUNNING", "PAUSED", "COMPLETED", "FAILED", "CANCELLED");

    SchemaConfiguration.migrate(flyway(database));

    Map<String, List<Map<String, Object>>> after = rows(jdbc);
    before.forEach(
        (table, rows) -> {
          Set<String> columns = rows.isEmpty() ? Set.of() : rows.get(0).keySet();
          assertThat(kept(table, Objects.requireNonNull(after.get(table)), columns))
              .as(table)
              .containsExactlyInAnyOrderElementsOf(kept(table, rows, columns));
        });
    assertThat(schema(jdbc)).isEqualTo(schema(freshDatabase()));
  }

  private static List<String> states(JdbcClient jdbc, String table) {
    return jdbc.sql("select distinct state from " + table).query(String.class).list();
  }

  private static void execute(DriverManagerDataSource database, String script) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
  }

  private static JdbcClient freshDatabase() {
    DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.create());
    SchemaConfiguration.migrate(flyway(database));
    return JdbcClient.create(database);
  }

  private static Flyway flyway(DriverManagerDataSource database) {
    return Flyway.configure().dataSource(database).locations("classpath:db/migration").load();
  }

  private static List<String> schema(JdbcClient jdbc) {
    return jdbc.sql(SCHEMA).query(String.class).list().stream().sorted().toList();
  }

  /** Returns the rows of each table, without the columns that migrations fill. */
  private static Map<String, List<Map<String, Object>>> rows(JdbcClient jdbc) {
    Map<String, List<Map<String, Object>>> tables = new TreeMap<>();
    for (String table :
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
            .query(String.class)
            .list()) {
      if (!table.startsWith("flyway")) {
        tables.put(
            table,
            jdbc
                .sql("select to_jsonb(t)::text from %s t".formatted(table))
                .query(String.class)
                .list()
                .stream()
                .map(row -> JSON.readValue(row, ROW))
                .toList());
      }
    }
    return tables;
  }

  /** Returns the rows with the columns of the earlier schema that no migration fills. */
  private static List<Map<String, Object>> kept(
      String table, List<Map<String, Object>> rows, Set<String> columns) {
    return rows.stream()
        .map(
            row -> {
              Map<String, Object> kept = new TreeMap<>(row);
              kept.keySet()
                  .removeIf(
                      column -> !columns.contains(column) || FILLED.contains(table + "." + column));
              return kept;
            })
        .toList();
  }
}
