package dev.trellis.experiment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Submissions nobody should get away with, each wrong in one way. */
public final class HostileSubmissions {
  /** Valid submission; each hostile submission differs from it in one place. */
  public static final String VALID =
      """
      name: shakespeare
      dataset: tiny-shakespeare
      task: {type: language_model, unit: char}
      method: random
      seed: 42
      metric: {name: val_loss, goal: minimize, target: 1.4}
      max_trials: 60
      parallel_trials: 2
      budget: {wall_clock: 2h, per_trial: 15m}
      early_stopping: {max_epochs: 50, patience: 10, min_delta: 0.001}
      split: {train: 0.9, validation: 0.05, test: 0.05}
      max_tokens: 100000
      parameters:
        learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1e-1}
      """;

  /** Stands for a text that cannot be read at all, instead of a pointer. */
  public static final String MALFORMED = "malformed";

  /**
   * Invalid submission.
   *
   * @param pointer expected pointer of a violation, or {@link #MALFORMED}
   */
  public record Hostile(String name, String contentType, byte[] body, String pointer) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";

  private final List<Hostile> all = new ArrayList<>();

  private HostileSubmissions() {}

  public static List<Hostile> all() {
    HostileSubmissions list = new HostileSubmissions();
    list.texts();
    list.identity();
    list.searches();
    list.metrics();
    list.times();
    list.names();
    list.values();
    list.ranges();
    list.options();
    list.bonds();
    list.sizes();
    return List.copyOf(list.all);
  }

  private void texts() {
    raw("an empty body", YAML, "");
    raw("only a comment", YAML, "# nothing\n");
    raw("bytes that are no text", YAML, new byte[] {'n', ':', ' ', (byte) 0xc3, (byte) 0x28});
    raw("an unclosed brace", JSON, "{\"name\": \"a\"");
    raw("text after the end", JSON, "{} {}");
    raw("a key twice in JSON", JSON, "{\"name\": \"a\", \"name\": \"b\"}");
    raw("single quotes in JSON", JSON, "{'name': 'a'}");
    raw("NaN in JSON", JSON, "{\"seed\": NaN}");
    raw("half a character in JSON", JSON, "{\"name\": \"\\ud800\"}", "/name");
    raw("half a character in a key", JSON, "{\"\\udfff\": 1}", "/\ufffd");
    raw("a number of a thousand digits", JSON, "{\"seed\": " + "9".repeat(2000) + "}");
    raw("brackets without end", JSON, "[".repeat(100_000));
    raw("brackets without end in YAML", YAML, "[".repeat(100_000));
    raw("mappings without end in YAML", YAML, "a: {".repeat(50_000));
    raw("a key twice in YAML", YAML, VALID + "name: again\n");
    raw("a key twice further down", YAML, "task: {type: a, type: b}");
    raw("a tab for indentation", YAML, "task:\n\ttype: language_model\n");
    raw("two documents", YAML, VALID + "---\n" + VALID);
    raw("an anchor", YAML, "name: &n a\ndataset: *n\n");
    raw("laughs by the billion", YAML, laughs());
    raw("a mapping that holds itself", YAML, "a: &a {b: *a}\n");
    raw("a tag of a Java class", YAML, "name: !!javax.script.ScriptEngineManager [x]\n");
    raw("a tag of its own", YAML, "name: !secret x\n");
    raw("a mapping for a key", YAML, "? {a: b}\n: c\n");
    raw("a number of a million digits", YAML, "seed: " + "9".repeat(1_000_000));
    raw("a NUL in YAML", YAML, "name: a\0b\n");
    whole("a scalar", YAML, "hello");
    whole("a list", JSON, "[]");
    whole("null", JSON, "null");
    whole("a number", YAML, "42");
  }

  private static String laughs() {
    return IntStream.range(1, 10)
        .mapToObj(i -> "a%d: &a%d [%s]\n".formatted(i, i, "*a" + (i - 1) + ",*a" + (i - 1)))
        .collect(Collectors.joining("", "a0: &a0 lol\n", ""));
  }

  private void identity() {
    without("name");
    change("name: \"\"", "/name");
    change("name: \"   \"", "/name");
    change("name: 7", "/name");
    change("name: [a]", "/name");
    change("name: \"a\\0b\"", "/name");
    change("name: \"a\\nb\"", "/name");
    change("name: " + "x".repeat(201), "/name");
    without("dataset");
    change("dataset: moby-dick@sha256:12ab", "/dataset");
    change("dataset: \"@sha256:" + "a".repeat(64) + "\"", "/dataset");
    change("dataset: {name: moby-dick}", "/dataset");
    change("task: language_model", "/task");
    change("task: {type: transformer}", "/task/type");
    change("task: {type: classifier}", "/task/type");
    change("task: {max_vocabulary: 1}", "/task/max_vocabulary");
    change("split: {train: 0.8, validation: 0.1, test: 0.1, by: label}", "/split/by");
    change("split: {train: 0.8, validation: 0.1, test: 0.1, by: stratified}", "/split/by");
    change("task: {unit: byte}", "/task/unit");
    change("task: {unit: CHAR}", "/task/unit");
    change("split: {train: 0.9}", "/split/validation");
    change("split: {train: 0.9, validation: 0.1, test: 0.1}", "/split");
    change("split: {train: 1, validation: 0, test: 0}", "/split/validation");
    change("split: [0.9, 0.05, 0.05]", "/split");
    change("max_tokens: 0", "/max_tokens");
    change("max_tokens: 1e400", "/max_tokens");
  }

  private void searches() {
    without("method");
    change("method: annealing", "/method");
    change("method: Random", "/method");
    change("method: true", "/method");
    change("seed: \"42\"", "/seed");
    change("seed: 1.5", "/seed");
    change("seed: 99999999999999999999", "/seed");
    change("seed: .nan", "/seed");
    change("seed: 12_000", "/seed");
    without("max_trials");
    change("max_trials: 0", "/max_trials");
    change("max_trials: -1", "/max_trials");
    change("max_trials: many", "/max_trials");
    change("max_trials: 1000001", "/max_trials");
    change("max_trials: 60\nrun_cap: 61", "/run_cap");
    change("parallel_trials: 0", "/parallel_trials");
    change("parallel_trials: 1e9", "/parallel_trials");
    change("method: grid", "/parameters/learning_rate");
  }

  private void metrics() {
    without("metric");
    change("metric: val_loss", "/metric");
    change("metric: {goal: minimize}", "/metric/name");
    change("metric: {name: loss}", "/metric/name");
    change("metric: {name: val_loss, goal: min}", "/metric/goal");
    change("metric: {name: val_loss, target: .nan}", "/metric/target");
    change("metric: {name: val_loss, target: -.inf}", "/metric/target");
    change("metric: {name: val_loss, target: low}", "/metric/target");
  }

  private void times() {
    change("budget: 2h", "/budget");
    change("budget: {wall_clock: 2 parsecs}", "/budget/wall_clock");
    change("budget: {wall_clock: \"\"}", "/budget/wall_clock");
    change("budget: {wall_clock: -1h}", "/budget/wall_clock");
    change("budget: {wall_clock: 0}", "/budget/wall_clock");
    change("budget: {wall_clock: .inf}", "/budget/wall_clock");
    change("budget: {wall_clock: 999999999d}", "/budget/wall_clock");
    change("budget: {wall_clock: PT99999999999999999999H}", "/budget/wall_clock");
    change("budget: {per_trial: 0.1s}", "/budget/per_trial");
    change("budget: {per_trail: 1h}", "/budget/per_trail");
    change("early_stopping: {max_epochs: 0}", "/early_stopping/max_epochs");
    change("early_stopping: {patience: 0}", "/early_stopping/patience");
    change("early_stopping: {patience: 2.5}", "/early_stopping/patience");
    change("early_stopping: {min_delta: -1}", "/early_stopping/min_delta");
    change("early_stopping: off", "/early_stopping");
  }

  private void names() {
    change("max_trails: 3", "/max_trails");
    change("\"\": 3", "/");
    change("\"a/b~c\": 3", "/a~1b~0c");
    change("parameters: [learning_rate]", "/parameters");
    parameter("lr: 0.1", "lr");
    parameter("batch_size: 32", "batch_size");
    parameter("learning_rte: 0.1", "learning_rte");
    parameter("epochs: {value: 50}", "epochs");
    parameter("a b: 1", "a b");
    parameter("optimizer: {parameters: {momentum: {value: 0.9}}}", "optimizer");
    parameter("updater: {parameters: {momentum: {value: 0.9}}}", "updater/parameters");
    parameter("layers: {minimum: 1, max: 3}", "layers/minimum");
  }

  private void values() {
    parameter("minibatch_size: \"32\"", "minibatch_size");
    parameter("minibatch_size: 257", "minibatch_size");
    parameter("minibatch_size: 0", "minibatch_size");
    parameter("minibatch_size: 32.5", "minibatch_size");
    parameter("minibatch_size: true", "minibatch_size");
    parameter("minibatch_size:", "minibatch_size");
    parameter("minibatch_size: [16, 32]", "minibatch_size");
    parameter("minibatch_size: {values: []}", "minibatch_size/values");
    parameter("minibatch_size: {values: 16}", "minibatch_size/values");
    parameter("minibatch_size: {values: [16, 16.0]}", "minibatch_size/values/1");
    parameter("minibatch_size: {values: [16, [32]]}", "minibatch_size/values/1");
    parameter("minibatch_size: {values: [16, null]}", "minibatch_size/values/1");
    parameter("embedding_size: {values: [50, 1001]}", "embedding_size/values/1");
    parameter("learning_rate: 0", "learning_rate");
    parameter("learning_rate: .nan", "learning_rate");
    parameter("learning_rate: 1e-400", "learning_rate");
    parameter("cell: gru", "cell");
    parameter("cell: {values: [lstm, LSTM]}", "cell/values/1");
    parameter("layers: {value: 1, values: [1, 2]}", "layers/values");
    parameter("layers: {}", "layers");
    parameter("layers: {distribution: constant}", "layers/value");
    parameter("layers: {distribution: categorical, min: 1, max: 2}", "layers/values");
    parameter(
        "embedding_size: {values: " + IntStream.rangeClosed(1, 1001).boxed().toList() + "}",
        "embedding_size/values");
  }

  private void ranges() {
    parameter("layers: {min: 1}", "layers/max");
    parameter("layers: {min: 3, max: 1}", "layers/min");
    parameter("layers: {min: 0, max: 3}", "layers/min");
    parameter("layers: {min: 1, max: 9}", "layers/max");
    parameter("layers: {min: one, max: 3}", "layers/min");
    parameter("layers: {min: 1, max: 3, q: 0}", "layers/q");
    parameter("layers: {min: 1, max: 3, q: 0.5}", "layers/q");
    parameter("layers: {min: 1, max: 3, q: 5}", "layers/q");
    parameter("layers: {min: 1, max: 3, count: 1}", "layers/count");
    parameter("layers: {min: 1, max: 3, count: 4}", "layers/count");
    parameter("layers: {min: 1, max: 3, q: 1, count: 2}", "layers/count");
    parameter("layers: {distribution: log_uniform, min: 0, max: 1}", "layers/distribution");
    parameter("layers: {distribution: gaussian, min: 1, max: 3}", "layers/distribution");
    parameter("layers: {distribution: [uniform], min: 1, max: 3}", "layers/distribution");
    parameter("dropout: {min: 0.0, max: .inf}", "dropout/max");
    parameter("dropout: {min: .nan, max: 0.5}", "dropout/min");
    parameter("dropout: {min: 0.0, max: 0.5, q: -0.1}", "dropout/q");
    parameter("dropout: {min: 0.0, max: 0.5, q: 1e-300}", "dropout/q");
    parameter("dropout: {min: 0, max: 0.5, distribution: int_uniform}", "dropout/max");
    parameter("dropout: {distribution: log_uniform_values, min: 0, max: 0.5}", "dropout/min");
    parameter("learning_rate: {distribution: log_uniform, min: -9, max: 800}", "learning_rate/max");
    parameter("cell: {min: 1, max: 2}", "cell");
    parameter("cell: {distribution: uniform, min: lstm, max: simple_rnn}", "cell");
  }

  private void options() {
    change("pruner: {}", "/pruner/type");
    change("pruner: aha", "/pruner");
    change("pruner: [asha]", "/pruner");
    change("pruner: {type: asha, min_epochs: 0}", "/pruner/min_epochs");
    change("pruner: {type: asha, reduction_factor: 1}", "/pruner/reduction_factor");
    change("pruner: {type: asha, patience: 3}", "/pruner/patience");
    change("pruner: {type: percentile, percent: 100}", "/pruner/percent");
    change("pruner: {type: median, min_epochs: 1e9}", "/pruner/min_epochs");
    change("early_terminate: {type: envelope}", "/early_terminate/type");
    change("early_terminate: {type: hyperband, eta: 1}", "/early_terminate/eta");
    change("early_terminate: {type: hyperband, max_iter: 27}", "/early_terminate/max_iter");
    change("early_terminate: {type: hyperband, min_iter: 3, s: 2}", "/early_terminate/s");
    change("early_terminate: {type: hyperband, strict: true}", "/early_terminate/strict");
    change("pruner: asha\nearly_terminate: {type: hyperband}", "/early_terminate");
    change("replicate: 3", "/replicate");
    change("replicate: {top: 0}", "/replicate/top");
    change("replicate: {top: 3, seeds: 101}", "/replicate/seeds");
    change("batch: 0", "/batch");
    change("order: shuffled", "/order");
    change("warm_start: [1]", "/warm_start");
    change("method: tpe\nwarm_start: 1", "/warm_start");
    change("method: tpe\nwarm_start: [-1]", "/warm_start/0");
    change("stop_when: {failed_trials: 0}", "/stop_when/failed_trials");
    change("stop_when: {plateau: 3}", "/stop_when/plateau");
    change(
        "metric: {name: val_loss}\nstop_when: {target_reached: true}", "/stop_when/target_reached");
  }

  private void bonds() {
    change("constraints: \"layers < 3\"", "/constraints");
    change("constraints: []", "/constraints");
    change("constraints: [\"layers <\"]", "/constraints/0");
    change("constraints: [\"layers < 3\", \"depth < 3\"]", "/constraints/1");
    change("constraints: [\"1 < 3\"]", "/constraints/0");
    change("constraints: [\"layers + 1\"]", "/constraints/0");
    change("constraints: [\"cell > 3\"]", "/constraints/0");
    change("constraints: [\"" + "(".repeat(400) + "\"]", "/constraints/0");
    change("constraints: [\"" + "layers < 3 or ".repeat(100) + "\"]", "/constraints/0");
    change("constraints: [\"learning_rate > 1\"]", "/constraints");
    change("constraints: [\"layers > 1\"]", "/constraints");
    parameter("dropout: {min: 0.0, max: 0.5, when: \"layers\"}", "dropout/when");
    parameter("dropout: {min: 0.0, max: 0.5, when: [layers]}", "dropout/when");
    raw(
        "conditions in a ring",
        YAML,
        VALID
            + """
              layers: {min: 1, max: 3, when: "dropout > 0"}
              dropout: {min: 0.0, max: 0.5, when: "layers > 1"}
            """,
        "/parameters");
    parameter("dropout: {distribution: normal, mu: 0, sigma: 1}", "dropout/distribution");
    parameter("layers: {values: [1, 2], probabilities: [0.1, 0.8]}", "layers/probabilities");
    parameter("layers: {values: [1, 2], probabilities: [1.0]}", "layers/probabilities");
    parameter("layers: {values: [1, 2], probabilities: [1, 0]}", "layers/probabilities/1");
    parameter("layers: {values: [1, 2], probabilities: 0.5}", "layers/probabilities");
    parameter("layers: {min: 1, max: 2, probabilities: [1]}", "layers/probabilities");
  }

  private void sizes() {
    raw("two megabytes", YAML, VALID + "#".repeat(2 << 20));
    change("command: " + "[".repeat(30) + "]".repeat(30), "/command" + "/0".repeat(20));
    change("program: " + "x".repeat(10_001), "/program");
    String keys =
        IntStream.range(0, 1001).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining(", "));
    change("settings: {" + keys + "}", "/settings");
    raw(
        "a grid of 10^9 points",
        YAML,
        VALID.replace("random", "grid").replaceAll("(?s)max_trials: 60\n|parameters:.*", "")
            + """
            parameters:
              minibatch_size: {min: 1, max: 100}
              hidden_units: {min: 1, max: 1000}
              embedding_size: {min: 1, max: 1000}
              sequence_length: {min: 1, max: 10}
            """,
        "/max_trials");
  }

  private void whole(String name, String contentType, String body) {
    raw(name, contentType, body, "");
  }

  private void raw(String name, String contentType, String body) {
    raw(name, contentType, body, MALFORMED);
  }

  private void raw(String name, String contentType, byte[] body) {
    all.add(new Hostile(name, contentType, body, MALFORMED));
  }

  private void raw(String name, String contentType, String body, String pointer) {
    all.add(new Hostile(name, contentType, body.getBytes(StandardCharsets.UTF_8), pointer));
  }

  private void without(String key) {
    raw("no " + key, YAML, VALID.replaceFirst("(?m)^" + key + ":.*\n", ""), "/" + key);
  }

  /** A line at the top level, in the place of the one with its key if there is one. */
  private void change(String line, String pointer) {
    String key = line.substring(0, line.indexOf(':'));
    String rest = VALID.replaceFirst("(?m)^" + Pattern.quote(key) + ":.*\n", "");
    // parameters: would lose its lines
    String body = key.equals("parameters") ? rest.replaceFirst("(?m)^ .*\n", "") : rest;
    raw(title(line), YAML, line + "\n" + body, pointer);
  }

  private void parameter(String line, String pointer) {
    String rest =
        line.startsWith("learning_rate:")
            ? VALID.replaceFirst("(?m)^  learning_rate.*\n", "")
            : VALID;
    raw(title(line), YAML, rest + "  " + line + "\n", "/parameters/" + pointer);
  }

  private static String title(String line) {
    return line.substring(0, Math.min(60, line.length())).toLowerCase(Locale.ROOT);
  }
}
