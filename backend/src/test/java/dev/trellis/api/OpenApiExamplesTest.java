package dev.trellis.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trellis.testing.Api;
import dev.trellis.testing.Api.Answer;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls each operation of the OpenAPI document once, on a server that trains, and compares status
 * and body with the document. The responses are the examples of the document; to record them again:
 * {@code mvn test -Dtest=OpenApiExamplesTest -DargLine=-Dopenapi.accept=true}, then the same with
 * {@code OpenApiTest}.
 */
@TrellisTest
class OpenApiExamplesTest {
  private static final Path EXAMPLES = Path.of("src/main/resources/openapi/examples.json");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  /** Operations without an example: a stream without an end, and files. */
  private static final Set<String> NOT_RECORDED =
      Set.of("streamEvents", "downloadModel", "downloadText");

  /** Epochs of trials that end only by being cancelled. */
  private static final int ENDLESS = 100_000;

  private static final int SHOWN_ITEMS = 2;
  private static final int SHOWN_CHARACTERS = 300;

  private static final String SEARCH =
      """
      {"name": "%s", "dataset": "%s", "method": "random", "seed": 7,
       "task": {"type": "%s", "unit": "word"}, "max_trials": 20,
       "metric": {"name": "val_loss", "goal": "minimize"},
       "early_stopping": {"max_epochs": %d, "patience": %d},
       "parameters": {
         "hidden_units": {"values": [4, 6, 8]},
         "learning_rate": {"distribution": "log_uniform_values", "min": 0.001, "max": 0.1},
         "embedding_size": {"value": 50}, "minibatch_size": {"value": 4}}}
      """;

  @LocalServerPort int port;

  private Api api = new Api(0);
  private JsonNode document = JSON.missingNode();
  private final Map<String, JsonNode> recorded = new TreeMap<>();

  @Test
  void every_operation_answers_as_documented() throws Exception {
    api = new Api(port);
    document = api.get("/v3/api-docs").body();

    callDatasets();
    long model = submit("layer sizes", "example-text", "language_model", 2);
    api.awaitEnd(model);
    long classifier = submit("topics", "example-labels", "classification", 2);
    api.awaitEnd(classifier);
    callExperiments(model);
    callTrials(trialOf(model), trialOf(classifier));
    callControl();
    callOthers();

    assertThat(recorded.keySet()).containsExactlyInAnyOrderElementsOf(operations().keySet());
    recorded.keySet().removeAll(NOT_RECORDED);
    recorded.values().removeIf(JsonNode::isMissingNode);
    if (System.getProperty("openapi.accept") != null) {
      Files.writeString(EXAMPLES, JSON.writeValueAsString(recorded) + "\n");
    }
    JsonNode examples = JSON.readTree(Files.readString(EXAMPLES));
    assertThat(examples.propertyNames()).containsExactlyElementsOf(recorded.keySet());
    examples.forEachEntry((operation, example) -> assertValid(operation, example));
  }

  private void callDatasets() {
    api.upload("example-text", Texts.sentences(8_000));
    StringBuilder labeled = new StringBuilder();
    for (int index = 0; index < 60; index++) {
      labeled.append("animal\tthe cat sees a dog\nsky\tthe moon follows the bird\n");
      labeled.append("animal\ta fish likes him ").append(index).append('\n');
    }
    byte[] texts = labeled.toString().getBytes(StandardCharsets.UTF_8);
    record("uploadDataset", api.uploadLabeled("example-labels", "lines", texts));
    api.upload("example-old", Texts.sentences(5_000));
    record("deleteDataset", api.delete("/api/v1/datasets/example-old"));
    record("listDatasets", api.get("/api/v1/datasets?search=example"));
    record("getDataset", api.get("/api/v1/datasets/example-labels"));
    record("downloadText", api.get("/api/v1/datasets/example-text/text"));
  }

  private void callExperiments(long id) {
    String path = "/api/v1/experiments/" + id;
    record("extendExperiment", post(path + "/extend", "{\"trials\": 1}"));
    api.awaitEnd(id);
    record("getExperiment", api.get(path));
    record("listExperiments", api.get("/api/v1/experiments?search=layer+sizes"));
    record("listTrials", api.get(path + "/trials"));
    record("replaySearch", api.post(path + "/replay"));
    record("annotateExperiment", patch(path + "/annotation", "{\"tags\": [\"baseline\"]}"));
    record("listMetrics", api.get(path + "/metrics"));
    record("getInsights", api.get(path + "/insights"));
    record("getImportance", api.get(path + "/importance"));
    record(
        "getPartialDependenceSurface", api.get(path + "/surface?x=hidden_units&y=learning_rate"));
    record("getReplication", api.get(path + "/replication"));
    record("exportJson", api.get(path + "/export.json"));
    record("exportCsv", api.get(path + "/export.csv"));
    record("getExperimentCurves", api.get(path + "/curves"));
    record("compareExperiments", api.get("/api/v1/compare/experiments?experiments=" + id));
  }

  private void callTrials(long model, long classifier) {
    String path = "/api/v1/trials/" + model;
    record("getTrial", api.get(path));
    record("generateText", post(path + "/generate", "{\"prompt\": \"the cat\", \"length\": 10}"));
    record("findNearestTokens", api.get(path + "/nearest?word=cat&count=2"));
    record("downloadModel", api.get(path + "/model"));
    record("annotateTrial", patch(path + "/annotation", "{\"note\": \"best so far\"}"));
    record(
        "changeTags", post("/api/v1/trials/tags", "{\"trials\": [%d], \"add\": [\"x\"]}", model));
    record("getProvenance", api.get(path + "/provenance"));
    record("listLogLines", api.get(path + "/log"));
    record("downloadLog", api.get(path + "/log.txt"));
    record("getTrialCurves", api.get(path + "/curves?metric=val_loss"));
    record("listGradientAlarms", api.get(path + "/alarms"));
    record("compareTrials", api.get("/api/v1/compare?trials=" + model + "," + classifier));
    record("rerunTrial", api.post(path + "/rerun"));
    record("listReruns", api.get(path + "/reruns"));
    String other = "/api/v1/trials/" + classifier;
    record("classifyText", post(other + "/classify", "{\"text\": \"the cat sees the moon\"}"));
    record("getConfusionMatrix", api.get(other + "/confusion"));
  }

  private void callControl() {
    long id = submit("control", "example-text", "language_model", ENDLESS);
    String path = "/api/v1/experiments/" + id;
    record("pauseExperiment", api.post(path + "/pause"));
    record("changeExperiment", patch(path, "{\"max_trials\": 21}"));
    String values = "{\"parameters\": {\"hidden_units\": 4, \"learning_rate\": 0.01}}";
    Answer enqueued = post(path + "/trials", values);
    record("enqueueTrial", enqueued);
    long trial = enqueued.body().get("id").asLong();
    record("cancelTrial", api.post("/api/v1/trials/" + trial + "/cancel"));
    record("resumeExperiment", api.post(path + "/resume"));
    record("cancelExperiment", api.post(path + "/cancel"));
    api.awaitEnd(id);
    record("deleteExperiment", api.delete(path));
  }

  private void callOthers() {
    record("listWorkers", api.get("/api/v1/workers"));
    record("getCatalog", api.get("/api/v1/catalog"));
    record("getSubmissionSchema", api.get("/api/v1/schema/experiment"));
    record("listEvents", api.get("/api/v1/events"));
    record("getSession", api.get("/api/v1/session"));
    record("logIn", api.post("/api/v1/session"));
    recorded.put("streamEvents", JSON.missingNode());
  }

  private long submit(String name, String dataset, String family, int epochs) {
    Answer answer = post("/api/v1/experiments", SEARCH, name, dataset, family, epochs, epochs);
    record("submitExperiment", answer);
    return answer.body().get("id").asLong();
  }

  private long trialOf(long experiment) {
    return api.get("/api/v1/experiments/" + experiment).body().at("/best/trial_id").asLong();
  }

  private Answer post(String path, String json, Object... values) {
    byte[] body = json.formatted(values).getBytes(StandardCharsets.UTF_8);
    return api.post(path, "application/json", body);
  }

  private Answer patch(String path, String json) {
    return api.patch(path, "application/json", json);
  }

  /** Compares an answer with the document and keeps it, shortened, as the example. */
  private void record(String operation, Answer answer) {
    JsonNode responses = operation(operation).get("responses");
    assertThat(answer.status()).as("%s: %s", operation, answer.body()).isBetween(200, 299);
    assertThat(responses.has(String.valueOf(answer.status()))).as(operation).isTrue();
    JsonNode example = JSON.missingNode();
    if (answer.type().contains("json")) {
      assertValid(operation, answer.body());
      example = shortened(answer.body());
    } else if (answer.type().startsWith("text/")) {
      String text = new String(answer.raw().body(), StandardCharsets.UTF_8);
      example = JSON.getNodeFactory().stringNode(shortened(text));
    }
    if (operation.equals("getSubmissionSchema")) {
      ((ObjectNode) example).retain("$schema", "title", "type", "required");
    }
    recorded.put(operation, example);
  }

  private JsonNode operation(String id) {
    return Objects.requireNonNull(operations().get(id), id);
  }

  private Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .get("paths")
        .forEach(
            path -> path.forEach(one -> operations.put(one.get("operationId").asString(), one)));
    return operations;
  }

  private void assertValid(String operation, JsonNode value) {
    JsonNode responses = operation(operation).get("responses");
    String status =
        responses.propertyNames().stream()
            .filter(code -> code.startsWith("2"))
            .reduce("", (first, last) -> last);
    JsonNode schema =
        responses
            .get(status)
            .get("content")
            .properties()
            .iterator()
            .next()
            .getValue()
            .get("schema");
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", document.get("components"));
    whole.set("allOf", JSON.createArrayNode().add(schema));
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.writeValueAsString(whole), InputFormat.JSON)
            .validate(JSON.writeValueAsString(value), InputFormat.JSON);
    assertThat(errors).as("%s answers %s", operation, value).isEmpty();
  }

  /** Returns the value with at most two items per array and 300 characters per text. */
  private static JsonNode shortened(JsonNode value) {
    if (value.isString()) {
      return JSON.getNodeFactory().stringNode(shortened(value.asString()));
    }
    if (value instanceof ArrayNode array) {
      ArrayNode some = JSON.createArrayNode();
      array.valueStream().limit(SHOWN_ITEMS).forEach(item -> some.add(shortened(item)));
      return some;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode all = JSON.createObjectNode();
      object.forEachEntry((name, member) -> all.set(name, shortened(member)));
      return all;
    }
    return value;
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS));
  }
}
