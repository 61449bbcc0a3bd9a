package dev.trellis.dataset;

import dev.trellis.dataset.importing.ImportedText;
import dev.trellis.dataset.importing.Labels;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps what is known about datasets; their texts are artifacts. */
public interface DatasetStore {
  Optional<Dataset> find(String name);

  /** Those whose name contains the search, whatever its case; all where there is none. */
  Page<Dataset> list(@Nullable String search, PageRequest page);

  List<String> names();

  /**
   * @param labels null for a plain text
   * @return the dataset as stored; empty where the name is taken
   */
  Optional<Dataset> insert(
      String name,
      ImportedText text,
      @Nullable Labels labels,
      String source,
      @Nullable String licence);

  /**
   * @return whether there was one
   * @throws org.springframework.dao.DataIntegrityViolationException where something refers to it
   */
  boolean delete(String name);

  /** Makes imports and deletions of the same bytes take turns, until the transaction ends. */
  void lock(String sha256);

  boolean isStored(String sha256);

  /** Whether the sample of that name has been imported once, even if it was deleted since. */
  boolean wasOffered(String sample);

  void rememberOffered(String sample);
}
