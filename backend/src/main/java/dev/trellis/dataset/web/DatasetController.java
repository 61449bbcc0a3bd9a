package dev.trellis.dataset.web;

import dev.trellis.dataset.Dataset;
import dev.trellis.dataset.DatasetNames;
import dev.trellis.dataset.Datasets;
import dev.trellis.dataset.ImportResult;
import dev.trellis.dataset.importing.DatasetFormat;
import dev.trellis.paging.Page;
import dev.trellis.paging.PageRequest;
import dev.trellis.paging.Sortable;
import dev.trellis.problem.Problem;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Endpoints for datasets: texts, and texts with labels. */
@RestController
@RequestMapping("/api/v1/datasets")
class DatasetController {
  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final Datasets datasets;

  DatasetController(Datasets datasets) {
    this.datasets = datasets;
  }

  /**
   * Uploads a text or labeled texts as a dataset. If a dataset with the same name, content and
   * labels exists, it is returned and nothing changes.
   *
   * @param file Text file. The maximum size is set by {@code
   *     spring.servlet.multipart.max-file-size}.
   * @param name Name of the dataset; made from the name of the file if absent.
   * @param encoding Character encoding of the file; UTF-8 if absent.
   * @param format {@code text} for plain text, which is the default; {@code lines}, {@code csv} or
   *     {@code jsonl} for labeled texts.
   * @param test Labeled texts of the same format and encoding that are only used to test.
   */
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ApiResponse(responseCode = "200", description = "The dataset that holds the same text")
  @ApiResponse(responseCode = "201", description = "The new dataset")
  ResponseEntity<DatasetResponse> uploadDataset(
      @RequestPart MultipartFile file,
      @RequestPart(required = false) @Nullable String name,
      @RequestPart(required = false) @Nullable String encoding,
      @RequestPart(required = false) @Nullable String format,
      @RequestPart(required = false) @Nullable MultipartFile test)
      throws IOException {
    String chosen = DatasetNames.choose(name, file.getOriginalFilename());
    DatasetFormat form = DatasetFormat.named(format);
    if (form == DatasetFormat.TEXT && test != null) {
      throw Problem.invalid(
          "/test", "A plain text has no test file; send a format for labeled texts, or no test.");
    }
    try (InputStream in = file.getInputStream();
        InputStream testIn = test == null ? null : test.getInputStream()) {
      ImportResult imported =
          form == DatasetFormat.TEXT
              ? datasets.importText(in, chosen, encoding, "upload", null)
              : datasets.importLabeled(in, testIn, form, chosen, encoding, "upload");
      DatasetResponse body = DatasetResponse.of(imported.dataset());
      return imported.created()
          ? ResponseEntity.created(URI.create("/api/v1/datasets/" + chosen)).body(body)
          : ResponseEntity.ok(body);
    }
  }

  /**
   * Lists datasets. The list can be searched and sorted.
   *
   * @param search Part of the name; upper and lower case are equal.
   */
  @GetMapping
  Page<DatasetResponse> listDatasets(
      @RequestParam(required = false) @Nullable String search,
      @Sortable(
              value = {"name", "bytes", "characters", "lines", "words", "created_at"},
              byDefault = "name")
          PageRequest page) {
    return datasets.list(search, page).map(DatasetResponse::of);
  }

  /** Returns a dataset. The response has its statistics and a preview of its text. */
  @GetMapping("/{name}")
  DatasetResponse getDataset(@PathVariable String name) {
    return DatasetResponse.of(datasets.get(name)).withPreview(datasets.preview(name));
  }

  /** Downloads the text of a dataset as UTF-8. Its SHA-256 digest is the entity tag. */
  @GetMapping(path = "/{name}/text", produces = "text/plain;charset=UTF-8")
  ResponseEntity<Resource> downloadText(@PathVariable String name) throws IOException {
    Dataset dataset = datasets.get(name);
    InputStream text = datasets.open(name); // before any header of the answer is set
    ContentDisposition disposition =
        ContentDisposition.attachment().filename(dataset.name() + ".txt").build();
    return ResponseEntity.ok()
        .contentType(TEXT)
        .contentLength(dataset.bytes())
        .eTag(dataset.sha256())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .body(new InputStreamResource(text));
  }

  /** Deletes a dataset. A dataset that experiments use cannot be deleted. */
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteDataset(@PathVariable String name) {
    datasets.delete(name);
  }
}
