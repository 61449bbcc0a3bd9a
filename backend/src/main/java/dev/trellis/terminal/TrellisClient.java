package dev.trellis.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client of the public HTTP API of a Trellis server. */
final class TrellisClient {
  private final URI server;
  private final JsonMapper json;
  private final HttpClient http = HttpClient.newHttpClient();

  TrellisClient(URI server, JsonMapper json) {
    this.server = server;
    this.json = json;
  }

  /** Fields of an experiment that the demo prints. */
  record Experiment(
      long id,
      String name,
      String state,
      Trials trials,
      @Nullable Best best,
      @Nullable Double secondsLeft) {
    boolean isOver() {
      return !state.equals("QUEUED") && !state.equals("RUNNING") && !state.equals("PAUSED");
    }
  }

  record Trials(long planned, long completed, long pruned, long failed, long cancelled) {
    long over() {
      return completed + pruned + failed + cancelled;
    }
  }

  record Best(long trialId, long number, double value, int step) {}

  /** Fields of a trial that the demo prints. */
  record Trial(
      long id,
      long number,
      Map<String, Object> parameters,
      @Nullable Double bestValue,
      @Nullable Integer bestStep,
      @Nullable Double seconds) {
    double real(String parameter) {
      return parameters.get(parameter) instanceof Number number ? number.doubleValue() : Double.NaN;
    }
  }

  /**
   * Submits an experiment.
   *
   * @param yaml submission in YAML, in UTF-8
   * @throws IllegalStateException if the server rejects the submission
   */
  Experiment submit(byte[] yaml) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1/experiments"))
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofByteArray(yaml))
            .build();
    return json.treeToValue(send(request), Experiment.class);
  }

  Experiment experiment(long id) {
    return json.treeToValue(get("/api/v1/experiments/" + id), Experiment.class);
  }

  /** Returns the best trials of an experiment, best first; trials without a value are last. */
  List<Trial> bestTrials(long experimentId, int count) {
    String path = "/api/v1/experiments/" + experimentId + "/trials?sort=best_value&size=" + count;
    JsonNode items = get(path).get("items");
    return List.of(json.treeToValue(items, Trial[].class));
  }

  private JsonNode get(String path) {
    return send(HttpRequest.newBuilder(server.resolve(path)).build());
  }

  private JsonNode send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 400) {
        throw new IllegalStateException(
            "%s returned status %d: %s"
                .formatted(request.uri(), response.statusCode(), response.body()));
      }
      return json.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("No response from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
    }
  }
}
