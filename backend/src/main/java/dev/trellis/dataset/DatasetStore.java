package dev.trellis.dataset;

import dev.trellis.dataset.importing.ImportedText;
import dev.trellis.dataset.importing.Labels;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Persistent metadata of datasets; their texts are artifacts. */
public interface DatasetStore {
  Optional<Dataset> find(String name);

  /**
   * Returns the datasets with the search text in their names, ignoring case; all datasets if it is
   * null.
   */
  Page<Dataset> list(@Nullable String search, PageRequest page);

  List<String> names();

  /**
   * Inserts a dataset.
   *
   * @param labels null for plain text
   * @return the stored dataset; empty if the name is taken
   */
  Optional<Dataset> insert(
      String name,
      ImportedText text,
      @Nullable Labels labels,
      String source,
      @Nullable String licence);

  /**
   * Deletes a dataset.
   *
   * @return whether it existed
   * @throws org.springframework.dao.DataIntegrityViolationException if an experiment refers to it
   */
  boolean delete(String name);

  /** Makes imports and deletions of the same bytes take turns, until the transaction ends. */
  void lock(String sha256);

  boolean isStored(String sha256);

  /** Returns whether the sample was imported before, even if it was deleted since. */
  boolean wasOffered(String sample);

  void rememberOffered(String sample);
}
