package dev.trellis.comparison.web;

import dev.trellis.comparison.Export;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/** Endpoints that export the trials of an experiment as files; responses are streamed. */
@RestController
@RequestMapping("/api/v1/experiments/{id}")
class ExportController {
  private final Export export;
  private final JsonMapper json;

  ExportController(Export export, JsonMapper json) {
    this.export = export;
    this.json = json;
  }

  /**
   * Exports trials as CSV (RFC 4180). An apostrophe precedes texts that a spreadsheet would run as
   * formulas.
   *
   * @param filter filter of trials, in the syntax of the list of trials; all trials if omitted
   */
  @GetMapping(path = "/export.csv", produces = "text/csv")
  @ApiResponse(
      responseCode = "200",
      description = "Header and one row per trial",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  ResponseEntity<StreamingResponseBody> exportCsv(
      @PathVariable long id, @RequestParam(required = false) @Nullable String filter) {
    Export.Table table = export.table(id, filter);
    return answer(
        id,
        "csv",
        new MediaType("text", "csv", StandardCharsets.UTF_8),
        stream -> {
          var writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
          try (CSVPrinter csv = new CSVPrinter(writer, CSVFormat.RFC4180)) {
            csv.printRecord(safe(table.columns()));
            for (var rows = table.rows().iterator(); rows.hasNext(); ) {
              csv.printRecord(safe(rows.next()));
            }
          }
        });
  }

  private static List<@Nullable Object> safe(List<? extends @Nullable Object> row) {
    List<@Nullable Object> safe = new ArrayList<>();
    row.forEach(cell -> safe.add(SpreadsheetCells.safe(cell)));
    return safe;
  }

  /**
   * Exports trials as a JSON array with one object per trial. NaN and infinite numbers are strings.
   *
   * @param filter filter of trials, in the syntax of the list of trials; all trials if omitted
   */
  @GetMapping(path = "/export.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(
      responseCode = "200",
      description = "One object per trial",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              array = @ArraySchema(schema = @Schema(type = "object"))))
  ResponseEntity<StreamingResponseBody> exportJson(
      @PathVariable long id, @RequestParam(required = false) @Nullable String filter) {
    Export.Table table = export.table(id, filter);
    return answer(
        id,
        "json",
        MediaType.APPLICATION_JSON,
        stream -> {
          try (SequenceWriter array = json.writer().writeValuesAsArray(stream)) {
            Iterator<List<@Nullable Object>> rows = table.rows().iterator();
            while (rows.hasNext()) {
              array.write(named(table.columns(), rows.next()));
            }
          }
        });
  }

  private static Map<String, @Nullable Object> named(
      List<String> columns, List<@Nullable Object> row) {
    Map<String, @Nullable Object> trial = new LinkedHashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      trial.put(columns.get(column), row.get(column));
    }
    return trial;
  }

  private static ResponseEntity<StreamingResponseBody> answer(
      long id, String extension, MediaType type, StreamingResponseBody body) {
    String attachment = "attachment; filename=\"experiment-" + id + "." + extension + "\"";
    return ResponseEntity.ok()
        .contentType(type)
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment)
        .body(body);
  }
}
