package dev.trellis.experiment.jdbc;

import dev.trellis.experiment.annotation.Annotation;
import dev.trellis.experiment.annotation.AnnotationStore;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** {@link AnnotationStore} in tables {@code experiment} and {@code trial}. */
@Repository
class JdbcAnnotationStore implements AnnotationStore {
  private final JdbcClient jdbc;

  JdbcAnnotationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean annotateExperiment(long id, Annotation annotation) {
    return annotated(
                """
                update experiment
                set tags = coalesce(:tags::text[], tags), note = coalesce(:note, note),
                    archived = coalesce(:archived, archived)
                where id = :id
                """,
                annotation)
            .param("archived", annotation.archived())
            .param("id", id)
            .update()
        > 0;
  }

  @Override
  public boolean annotateTrial(long id, Annotation annotation) {
    return annotated(
                """
                update trial
                set tags = coalesce(:tags::text[], tags), note = coalesce(:note, note)
                where id = :id
                """,
                annotation)
            .param("id", id)
            .update()
        > 0;
  }

  private StatementSpec annotated(String update, Annotation annotation) {
    List<String> tags = annotation.tags();
    return jdbc.sql(update)
        .param("tags", tags == null ? null : tags.toArray(String[]::new))
        .param("note", annotation.note());
  }

  /** Rows are locked in one order, so that two who tag the same trials wait for each other once. */
  @Override
  @Transactional
  public int tagTrials(Collection<Long> ids, List<String> add, List<String> remove) {
    jdbc.sql("select id from trial where id = any (:ids) order by id for no key update")
        .param("ids", ids.toArray(Long[]::new))
        .query(Long.class)
        .list();
    return jdbc.sql(
            """
            update trial
            set tags = array(
              select tag
              from unnest(tags || :add::text[]) with ordinality as given (tag, place)
              where tag <> all (:remove::text[])
              group by tag order by min(place))
            where id = any (:ids)
            """)
        .param("add", add.toArray(String[]::new))
        .param("remove", remove.toArray(String[]::new))
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }
}
