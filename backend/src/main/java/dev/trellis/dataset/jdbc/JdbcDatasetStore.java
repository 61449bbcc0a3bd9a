package dev.trellis.dataset.jdbc;

import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.DatasetStore;
import dev.trellis.dataset.importing.ImportedText;
import dev.trellis.dataset.importing.Labels;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** {@link DatasetStore} in tables {@code dataset} and {@code dataset_sample}. */
@Repository
class JdbcDatasetStore implements DatasetStore {
  private static final Map<String, String> SORTABLE =
      Map.of(
          "name", "lower(name)",
          "bytes", "bytes",
          "characters", "characters",
          "lines", "lines",
          "words", "words",
          "created_at", "created_at");

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcDatasetStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Dataset> find(String name) {
    return jdbc.sql("select * from dataset where name = :name")
        .param("name", name)
        .query(this::read)
        .optional();
  }

  @Override
  public Page<Dataset> list(@Nullable String search, PageRequest page) {
    String condition =
        "where :search::text is null or position(lower(:search::text) in lower(name)) > 0 ";
    String order = "order by %s, name limit :size offset :offset".formatted(orderBy(page));
    List<Dataset> found =
        jdbc.sql("select * from dataset " + condition + order)
            .param("search", search)
            .param("size", page.size())
            .param("offset", page.offset())
            .query(this::read)
            .list();
    long total =
        jdbc.sql("select count(*) from dataset " + condition)
            .param("search", search)
            .query(Long.class)
            .single();
    return Page.of(found, page, total);
  }

  private static String orderBy(PageRequest page) {
    return SORTABLE.get(page.sort().field()) + (page.sort().descending() ? " desc" : "");
  }

  @Override
  public List<String> names() {
    return jdbc.sql("select name from dataset order by name").query(String.class).list();
  }

  @Override
  public Optional<Dataset> insert(
      String name,
      ImportedText text,
      @Nullable Labels labels,
      String source,
      @Nullable String licence) {
    return jdbc.sql(
            """
            insert into dataset (
              name, sha256, bytes, characters, lines, words, character_vocabulary,
              word_vocabulary, source, licence, labels)
            values (
              :name, :sha256, :bytes, :characters, :lines, :words, :characterVocabulary,
              :wordVocabulary, :source, :licence, :labels::json)
            on conflict (name) do nothing
            returning *
            """)
        .param("name", name)
        .param("sha256", text.sha256())
        .param("bytes", text.bytes())
        .param("characters", text.characters())
        .param("lines", text.lines())
        .param("words", text.words())
        .param("characterVocabulary", text.characterVocabulary())
        .param("wordVocabulary", text.wordVocabulary())
        .param("source", source)
        .param("licence", licence)
        .param("labels", labels == null ? null : json.writeValueAsString(labels))
        .query(this::read)
        .optional();
  }

  @Override
  public boolean delete(String name) {
    return jdbc.sql("delete from dataset where name = :name").param("name", name).update() > 0;
  }

  @Override
  public void lock(String sha256) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:sha256, 0))")
        .param("sha256", sha256)
        .query((row, index) -> index)
        .single();
  }

  @Override
  public boolean isStored(String sha256) {
    return jdbc.sql("select exists (select from dataset where sha256 = :sha256)")
        .param("sha256", sha256)
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean wasOffered(String sample) {
    return jdbc.sql("select exists (select from dataset_sample where name = :name)")
        .param("name", sample)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void rememberOffered(String sample) {
    jdbc.sql("insert into dataset_sample (name) values (:name) on conflict do nothing")
        .param("name", sample)
        .update();
  }

  private Dataset read(ResultSet row, int index) throws SQLException {
    return new Dataset(
        row.getLong("id"),
        row.getString("name"),
        row.getString("sha256"),
        row.getLong("bytes"),
        row.getLong("characters"),
        row.getLong("lines"),
        row.getLong("words"),
        row.getInt("character_vocabulary"),
        row.getInt("word_vocabulary"),
        row.getString("source"),
        row.getString("licence"),
        labels(row.getString("labels")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private @Nullable Labels labels(@Nullable String document) {
    return document == null ? null : json.readValue(document, Labels.class);
  }
}
