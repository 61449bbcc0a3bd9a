package dev.trellis.comparison.web;

import dev.trellis.comparison.Export;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** All trials of an experiment as a file. */
@RestController
@RequestMapping("/api/v1/experiments/{id}")
class ExportController {
  private final Export export;

  ExportController(Export export) {
    this.export = export;
  }

  @GetMapping(path = "/export.csv", produces = "text/csv")
  ResponseEntity<StreamingResponseBody> csv(@PathVariable long id) {
    List<String> columns = export.columns(id);
    StreamingResponseBody body =
        stream -> {
          var writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
          try (CSVPrinter csv = new CSVPrinter(writer, CSVFormat.RFC4180)) {
            csv.printRecord(columns);
            export.rows(id, row -> print(csv, row));
          }
        };
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(id, "csv"))
        .body(body);
  }

  private static void print(CSVPrinter csv, List<Object> row) {
    try {
      csv.printRecord(row.stream().map(ExportController::safe).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Spreadsheets run a text that starts like a formula; a quote in front makes it a text again. */
  private static Object safe(Object cell) {
    return cell instanceof String text && text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : cell;
  }

  @GetMapping(path = "/export.json", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<List<Map<String, Object>>> json(@PathVariable long id) {
    List<String> columns = export.columns(id);
    List<Map<String, Object>> trials = new ArrayList<>();
    export.rows(id, row -> trials.add(named(columns, row)));
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(id, "json"))
        .body(trials);
  }

  private static Map<String, Object> named(List<String> columns, List<Object> row) {
    Map<String, Object> trial = new LinkedHashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      trial.put(columns.get(column), row.get(column));
    }
    return trial;
  }

  private static String attachment(long id, String extension) {
    return "attachment; filename=\"experiment-%d.%s\"".formatted(id, extension);
  }
}
