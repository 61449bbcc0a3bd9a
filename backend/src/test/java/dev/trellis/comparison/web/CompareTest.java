package dev.trellis.comparison.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.SeededTrials;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Comparisons and curves over HTTP, from points in a real database. */
@TrellisTest
class CompareTest {
  private static final Map<String, Object> SPACE = Map.of("layers", Map.of(), "cell", Map.of());

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  Api api;
  SeededTrials seeded;

  @BeforeEach
  void importText() {
    api = new Api(port);
    api.upload("sentences", Texts.sentences(6_000));
    seeded = new SeededTrials(jdbc, "sentences");
  }

  @Test
  void trials_of_two_experiments_are_compared() {
    long one = seeded.experiment("one", "MINIMIZE", SPACE);
    long other = seeded.experiment("other", "MINIMIZE", SPACE);
    long a = seeded.trial(one, 0, Map.of("layers", 1, "cell", "lstm"), 1.0);
    long b = seeded.trial(other, 0, Map.of("layers", 2, "cell", "lstm"), 2.0);
    seeded.points(a, "accuracy", 0.1, 0.2, 0.5, 0.4);
    seeded.points(a, "val_loss", 4, 3, 1, Double.NaN);

    JsonNode compared = get("/api/v1/compare?trials=" + b + "," + a);

    assertThat(compared.at("/trials/0/experiment").asString()).isEqualTo("other");
    assertThat(compared.at("/trials/1/id").asLong()).isEqualTo(a);
    for (JsonNode row : compared.get("parameters")) {
      boolean layers = row.get("name").asString().equals("layers");
      assertThat(row.get("differs").asBoolean()).isEqualTo(layers);
      assertThat(row.get("values")).hasToString(layers ? "[2,1]" : "[\"lstm\",\"lstm\"]");
    }
    assertThat(compared.at("/metrics/0/name").asString()).isEqualTo("val_loss");
    assertThat(compared.at("/metrics/0/values/0").isNull()).isTrue();
    assertThat(compared.at("/metrics/0/values/1"))
        .hasToString("{\"at_best\":1.0,\"last\":\"NaN\",\"lowest\":1.0,\"highest\":4.0}");
    assertThat(compared.at("/metrics/1/values/1/at_best").asDouble()).isEqualTo(0.5);
  }

  @Test
  void missing_trials_and_too_many_ids_are_rejected() {
    assertThat(api.get("/api/v1/compare?trials=999999999").status()).isEqualTo(404);
    assertThat(api.get("/api/v1/compare?trials=" + "1,".repeat(101)).status()).isEqualTo(422);
    assertThat(api.get("/api/v1/compare").status()).isEqualTo(400);
  }

  @Test
  void experiments_return_their_optimization_history() {
    long experiment = seeded.experiment("progress", "MINIMIZE", SPACE);
    double[] values = {3.0, 3.5, 2.0, 2.5};
    for (int number = 0; number < values.length; number++) {
      seeded.trial(experiment, number, Map.of(), values[number]);
    }
    jdbc.sql(
            "update trial set best_value = null, best_step = null where experiment_id = ? and number = 0")
        .param(experiment)
        .update();

    JsonNode progress = get("/api/v1/compare/experiments?experiments=" + experiment).get(0);

    assertThat(progress.get("improvements"))
        .hasToString(
            "[{\"trials\":2,\"seconds\":120.0,\"best\":3.5},{\"trials\":3,\"seconds\":180.0,\"best\":2.0}]");
    assertThat(progress.get("end")).hasToString("{\"trials\":4,\"seconds\":240.0,\"best\":2.0}");

    long maximised = seeded.experiment("up", "MAXIMIZE", SPACE);
    assertThat(
            api.get("/api/v1/compare/experiments?experiments=" + experiment + "," + maximised)
                .status())
        .isEqualTo(422);
  }

  @Test
  void metric_names_are_paged_and_bounded_in_curves() {
    long experiment = seeded.experiment("many metrics", "MINIMIZE", SPACE);
    long trial = seeded.trial(experiment, 0, Map.of(), 1.0);
    jdbc.sql(
            """
            insert into metric_point (trial_id, metric, step, value, attempt)
            select ?, 'layer_' || name, 1, name, 1 from generate_series(1, 12000) name
            """)
        .param(trial)
        .update();
    seeded.points(trial, "val_loss", 2, 1);

    JsonNode names =
        get("/api/v1/experiments/%d/metrics?search=LAYER_119&size=5".formatted(experiment));
    JsonNode curves = get("/api/v1/experiments/%d/curves".formatted(experiment));

    assertThat(names.get("total").asInt()).isEqualTo(111);
    assertThat(names.get("items")).hasSize(5).first().hasToString("\"layer_119\"");
    assertThat(curves.get("metrics")).hasSize(100);
    assertThat(curves.at("/trials/0/points")).hasToString("[[1,2.0],[2,1.0]]");
    assertThat(get("/api/v1/trials/%d/curves".formatted(trial))).hasSize(50);
    assertThat(get("/api/v1/trials/%d/curves?metric=val_loss,layer_7".formatted(trial))).hasSize(2);
  }

  @Test
  void long_curve_is_downsampled_and_keeps_its_extremes() {
    long experiment = seeded.experiment("long", "MINIMIZE", SPACE);
    long trial = seeded.trial(experiment, 0, Map.of(), 1.0);
    double[] values = new SplittableRandom(5).doubles(50_000).toArray();
    values[20_000] = -7;
    values[30_000] = 7;
    values[30_001] = 7;
    values[40_000] = Double.NaN;
    values[40_001] = Double.POSITIVE_INFINITY;
    seeded.points(trial, "val_loss", values);
    jdbc.sql("update trial set last_step = 50000 where id = ?").param(trial).update();

    JsonNode points =
        get("/api/v1/experiments/%d/curves?max_points=2000".formatted(experiment))
            .at("/trials/0/points");

    assertThat(points.size()).isBetween(1_900, 2_000);
    assertThat(StreamSupport.stream(points.spliterator(), false).map(Object::toString))
        .startsWith("[1," + values[0] + "]")
        .endsWith("[50000," + values[49_999] + "]")
        .contains("[20001,-7.0]", "[30001,7.0]")
        .noneMatch(point -> point.contains("NaN") || point.contains("Infinity"));
    int before = 0;
    for (JsonNode point : points) {
      assertThat(point.get(0).asInt()).isGreaterThan(before);
      before = point.get(0).asInt();
    }
    assertThat(
            get("/api/v1/trials/%d/curves?max_points=2000".formatted(trial))
                .at("/0/trials/0/points"))
        .isEqualTo(points);
  }

  @Test
  void short_curve_is_not_downsampled() {
    long experiment = seeded.experiment("short", "MINIMIZE", SPACE);
    long trial = seeded.trial(experiment, 0, Map.of(), 1.0);
    seeded.points(trial, "val_loss", 3, Double.NaN, 2, Double.NEGATIVE_INFINITY, 1, 4);

    assertThat(
            get("/api/v1/trials/%d/curves?max_points=20".formatted(trial)).at("/0/trials/0/points"))
        .hasToString("[[1,3.0],[2,\"NaN\"],[3,2.0],[4,\"-Infinity\"],[5,1.0],[6,4.0]]");
  }

  @Test
  void points_contain_times_if_requested() {
    long experiment = seeded.experiment("times", "MINIMIZE", SPACE);
    long trial = seeded.trial(experiment, 0, Map.of(), 1.0);
    seeded.points(trial, "val_loss", 2, 1);
    jdbc.sql(
            """
            update metric_point p
            set measured_at = e.started_at + p.step * interval '30 seconds'
            from experiment e where e.id = ? and p.trial_id = ?
            """)
        .params(experiment, trial)
        .update();

    assertThat(
            get("/api/v1/experiments/%d/curves?times=true".formatted(experiment))
                .at("/trials/0/points"))
        .hasToString("[[1,2.0,30.0],[2,1.0,60.0]]");
  }

  @Test
  void window_after_a_cursor_contains_newer_points() {
    long experiment = seeded.experiment("live", "MINIMIZE", SPACE);
    long trial = seeded.trial(experiment, 0, Map.of(), 1.0);
    seeded.points(trial, "val_loss", 2, 1);
    String curves = "/api/v1/experiments/%d/curves".formatted(experiment);
    String cursor = get(curves).get("cursor").asString();
    seeded.points(seeded.trial(experiment, 1, Map.of(), 1.0), "val_loss", 5);

    JsonNode news = get(curves + "?after=" + cursor).get("trials");

    assertThat(news.get(news.size() - 1).get("points")).hasToString("[[1,5.0]]");
    assertThat(api.get(curves + "?after=x&max_points=1").body().get("violations")).hasSize(2);
  }

  private JsonNode get(String path) {
    Api.Answer answer = api.get(path);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }
}
