package dev.trellis.dataset;

import dev.trellis.artifact.ArtifactStore;
import dev.trellis.dataset.importing.DatasetFormat;
import dev.trellis.dataset.importing.Encodings;
import dev.trellis.dataset.importing.ImportedText;
import dev.trellis.dataset.importing.LabeledImport;
import dev.trellis.dataset.importing.Labels;
import dev.trellis.dataset.importing.Sha256;
import dev.trellis.dataset.importing.TextImport;
import dev.trellis.home.WorkFiles;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The texts there are to train on. */
@Service
public class Datasets {
  private static final int PREVIEW = 2_000;

  private final DatasetStore store;
  private final ArtifactStore artifacts;
  private final TransactionOperations transaction;
  private final WorkFiles files;

  Datasets(
      DatasetStore store,
      ArtifactStore artifacts,
      TransactionOperations transaction,
      WorkFiles files) {
    this.store = store;
    this.artifacts = artifacts;
    this.transaction = transaction;
    this.files = files;
  }

  /**
   * Returns a dataset.
   *
   * @throws Problem if it does not exist, with similar names
   */
  public Dataset get(String name) {
    return Optional.of(name)
        .filter(DatasetNames::isAllowed)
        .flatMap(store::find)
        .orElseThrow(() -> unknown(name));
  }

  private Problem unknown(String name) {
    List<String> closest = DatasetNames.closest(name, store.names());
    String hint =
        closest.isEmpty() ? "" : " Did you mean %s?".formatted(String.join(" or ", closest));
    return Problem.notFound("There is no dataset '%s'.%s".formatted(name, hint));
  }

  /**
   * Returns the datasets with the search text in their names, ignoring case; all datasets if it is
   * null.
   */
  public Page<Dataset> list(@Nullable String search, PageRequest page) {
    return search == null || DatasetNames.mayHold(search)
        ? store.list(search, page)
        : Page.of(List.of(), page, 0);
  }

  /**
   * Returns the whole text of that digest, checked against it.
   *
   * @throws Problem if the text does not exist
   */
  public String text(String sha256) {
    try (InputStream in = artifacts.open(Dataset.artifact(sha256))) {
      byte[] bytes = in.readAllBytes();
      String found = Sha256.of(bytes);
      if (!found.equals(sha256)) {
        throw new IllegalStateException(
            "a stored text is damaged: its sha256 is %s and was %s".formatted(found, sha256));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException deleted) {
      throw Problem.conflict(
          "The text of the dataset with sha256 %s is gone. Either the dataset was deleted a moment ago, or its file is missing in the artifacts; in that case delete the dataset and import it again."
              .formatted(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens the text as UTF-8, to be closed by the caller.
   *
   * @throws Problem if the dataset or its text does not exist
   */
  public InputStream open(String name) {
    try {
      return artifacts.open(get(name).artifact());
    } catch (NoSuchFileException deleted) {
      throw Problem.notFound(
          "The text of dataset '%s' is gone. Either the dataset was deleted a moment ago, or its file is missing in the artifacts; in that case delete the dataset and import it again."
              .formatted(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first 2,000 characters. */
  public String preview(String name) {
    try (Reader reader = new InputStreamReader(open(name), StandardCharsets.UTF_8)) {
      char[] chars = new char[2 * PREVIEW];
      int length = 0;
      for (int more = 0; more >= 0 && length < chars.length; length += Math.max(0, more)) {
        more = reader.read(chars, length, chars.length - length);
      }
      String beginning = new String(chars, 0, length);
      int characters = Math.min(PREVIEW, beginning.codePointCount(0, length));
      return beginning.substring(0, beginning.offsetByCodePoints(0, characters));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Imports a text. The same text under the same name changes nothing.
   *
   * @param encoding encoding of the bytes; null for UTF-8
   * @param licence null if unknown
   * @throws Problem if the name or the encoding is not allowed, if the bytes are no text in that
   *     encoding, or if the name belongs to another text
   */
  public ImportResult importText(
      InputStream in,
      String name,
      @Nullable String encoding,
      String source,
      @Nullable String licence) {
    DatasetNames.check(name);
    Charset charset = Encodings.named(encoding);
    return throughFile(
        file -> {
          ImportedText text = TextImport.read(in, charset, file);
          return transaction.execute(status -> keep(file, text, null, name, source, licence));
        });
  }

  /**
   * Imports labeled texts for classification. The same examples under the same name change nothing.
   *
   * @param test examples that are only used to test; null if the test part is split off
   * @param encoding encoding of the bytes; null for UTF-8
   * @throws Problem if the name or the encoding is not allowed, if the bytes are no such examples
   *     in that encoding, or if the name belongs to another dataset
   */
  public ImportResult importLabeled(
      InputStream in,
      @Nullable InputStream test,
      DatasetFormat format,
      String name,
      @Nullable String encoding,
      String source) {
    DatasetNames.check(name);
    Charset charset = Encodings.named(encoding);
    return throughFile(
        examples -> {
          Labels labels = LabeledImport.read(in, test, format, charset, examples);
          return throughFile(
              file -> {
                ImportedText text;
                try (InputStream read = Files.newInputStream(examples)) {
                  text = TextImport.readExamples(read, file);
                }
                return transaction.execute(status -> keep(file, text, labels, name, source, null));
              });
        });
  }

  /** Something that is done by way of a file. */
  private interface FileUse {
    ImportResult apply(Path file) throws IOException;
  }

  private ImportResult throughFile(FileUse use) {
    try {
      Path file = files.create("dataset-", ".txt");
      try {
        return use.apply(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImportResult keep(
      Path file,
      ImportedText text,
      @Nullable Labels labels,
      String name,
      String source,
      @Nullable String licence) {
    store.lock(text.sha256());
    Optional<Dataset> created = store.insert(name, text, labels, source, licence);
    Dataset dataset = created.orElseGet(() -> same(get(name), text, labels));
    if (!artifacts.exists(dataset.artifact())) {
      put(dataset.artifact(), file);
    }
    return new ImportResult(dataset, created.isPresent());
  }

  private void put(String key, Path file) {
    try {
      artifacts.put(key, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same bytes as a text and as labeled texts are two datasets. */
  private static Dataset same(Dataset dataset, ImportedText text, @Nullable Labels labels) {
    if (dataset.sha256().equals(text.sha256())) {
      if (Objects.equals(dataset.labels(), labels)) {
        return dataset;
      }
      throw Problem.conflict(
          "The name '%s' belongs to the same bytes imported as %s; now they come as %s. Choose another name, or delete that dataset first."
              .formatted(dataset.name(), kind(dataset.labels()), kind(labels)));
    }
    throw Problem.conflict(
        "The name '%s' is another text's, of %,d bytes, imported at %s. Choose another name, or delete that dataset first."
            .formatted(dataset.name(), dataset.bytes(), dataset.createdAt()));
  }

  private static String kind(@Nullable Labels labels) {
    return labels == null
        ? "a text without labels (format text)"
        : "labeled texts (format lines, csv or jsonl)";
  }

  /**
   * Deletes a dataset, and its text if no other dataset has the same text.
   *
   * @throws Problem if it does not exist, or experiments use it
   */
  public void delete(String name) {
    Dataset dataset = get(name);
    try {
      transaction.executeWithoutResult(status -> forget(dataset));
    } catch (DataIntegrityViolationException used) {
      throw Problem.conflict(
          "Experiments use dataset '%s'; delete those first.".formatted(dataset.name()));
    }
  }

  private void forget(Dataset dataset) {
    store.lock(dataset.sha256());
    if (!store.delete(dataset.name())) {
      throw unknown(dataset.name());
    }
    try {
      if (!store.isStored(dataset.sha256())) {
        artifacts.delete(dataset.artifact());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
