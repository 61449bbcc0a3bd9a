package dev.trellis.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.api.Routes.Route;
import dev.trellis.testing.Api;
import dev.trellis.testing.RawHttp;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Requests that no operation may serve, sent to every operation that the controllers map. */
@TrellisTest
class HostileRequestsTest {
  private static final String SEARCH =
      """
      name: routes
      dataset: routes
      method: grid
      metric: {name: val_loss}
      early_stopping: {max_epochs: 1}
      parameters: {hidden_units: {value: 4}}
      """;

  @LocalServerPort int port;
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  private Api api;
  private Routes routes;
  private String experiment;
  private String trial;

  @BeforeEach
  void experimentWithOneTrial() {
    api = new Api(port);
    routes = Routes.of(requestMappingHandlerMapping);
    api.upload("routes", Texts.sentences(6_000));
    JsonNode list = api.get("/api/v1/experiments?filter=name%20=%20routes").body().get("items");
    JsonNode found = list.isEmpty() ? api.submit(SEARCH).body() : list.get(0);
    api.awaitEnd(found.get("id").asLong());
    experiment = found.get("id").asString();
    trial =
        api.get("/api/v1/experiments/" + experiment + "/trials")
            .body()
            .at("/items/0/id")
            .asString();
    assertThat(routes.all()).hasSizeGreaterThan(40);
  }

  /** Returns the path with ids of things that are there. */
  private String path(Route route) {
    return route.with(
        variable ->
            variable.equals("name")
                ? "routes"
                : route.path().contains("/experiments/") ? experiment : trial);
  }

  private void each(Consumer<Route> check) {
    routes.all().forEach(check);
  }

  private RawHttp.Answer send(Route route, String path, String headers, String body) {
    return RawHttp.exchange(port, route.method(), path, headers, body.getBytes(ISO_8859_1));
  }

  private static void assertProblem(RawHttp.Answer answer, String about, Integer... statuses) {
    assertThat(answer.status()).as(about + ": " + answer.body()).isIn((Object[]) statuses);
    assertThat(answer.header("Content-Type")).as(about).startsWith("application/problem+json");
    assertThat(answer.body().length()).as(about).isPositive();
  }

  @Test
  void unknown_query_parameter_is_refused_by_every_operation() {
    each(
        route -> {
          var answer = send(route, path(route) + "?zzz=1", "", "");
          assertProblem(answer, route.toString(), 422, 415);
          if (answer.status() == 422) {
            assertThat(answer.json().at("/violations/0/parameter").asString())
                .as(route.toString())
                .isEqualTo("zzz");
          }
        });
  }

  @Test
  void misspelled_query_parameter_gets_a_suggestion() {
    each(
        route -> {
          List<String> names =
              Stream.concat(
                      route.queryParameters().stream(),
                      route.isPaged() ? Stream.of("page", "size", "sort") : Stream.of())
                  .filter(name -> name.length() > 2)
                  .toList();
          for (String name : names) {
            String typo = name.substring(0, name.length() - 2) + name.charAt(name.length() - 1);
            var answer = send(route, path(route) + "?" + typo + "=1", "", "");
            assertThat(answer.status()).as(route + " " + typo + answer.body()).isEqualTo(422);
            assertThat(answer.json().at("/violations/0/message").asString())
                .as(route.toString())
                .contains("did you mean " + name);
          }
        });
  }

  @Test
  void parameter_given_twice_is_refused() {
    each(
        route -> {
          for (String name : route.queryParameters()) {
            if (!List.of("trials", "experiments").contains(name)
                && !(name.equals("metric") && route.path().contains("/trials/"))) {
              var answer = send(route, path(route) + "?%1$s=1&%1$s=2".formatted(name), "", "");
              assertProblem(answer, route + " " + name, 422);
            }
          }
        });
  }

  @Test
  void address_that_cannot_be_decoded_is_malformed() {
    String many = "?" + "a=1&".repeat(1_001);
    for (String query :
        List.of("?search=%00", "?x=%ff", "?%c3%28=1", "?a=%ed%a0%80", "?a=%", many)) {
      each(
          route ->
              assertProblem(
                  send(route, path(route) + query, "", ""), route + query.substring(0, 4), 400));
    }
  }

  @Test
  void hostile_path_variables_are_refused() {
    for (String value :
        List.of("abc", "%ff", "%00", "%zz", "99999999999999999999", "-1", "0x10", "%ed%a0%80")) {
      routes.all().stream()
          .filter(Route::hasVariables)
          .filter(route -> !(route.path().contains("{name}") && value.matches("[a-z0-9-]+")))
          .forEach(
              route -> {
                var answer =
                    send(
                        route,
                        route.with(name -> value),
                        "Content-Type: application/json\r\n",
                        "{\"max_trials\": 5}");
                assertThat(answer.status()).as(route + " " + value).isBetween(400, 499);
              });
    }
  }

  @Test
  void hostile_parameter_values_are_never_a_fault_of_the_server() {
    List<String> values =
        List.of("", "%20", "1e9", "99999999999999999999", "-1", "NaN", "%22", "%27", "1,,2", ",");
    List<String> more = List.of("null", "a.b", "%F0%9F%98%80", "x".repeat(5_000), "%0A", "-", "(");
    each(
        route -> {
          for (String name : allParameters(route)) {
            for (String value : Stream.concat(values.stream(), more.stream()).toList()) {
              if (!route.isStream() && !route.method().equals("DELETE")) {
                String query = "?" + name + "=" + value;
                var answer = send(route, path(route) + query, "", "");
                assertThat(answer.status()).as(route + query + answer.body()).isLessThan(500);
              }
            }
          }
        });
  }

  private static List<String> allParameters(Route route) {
    return Stream.concat(
            route.queryParameters().stream(),
            route.isPaged() ? Stream.of("page", "size", "sort") : Stream.of())
        .toList();
  }

  @Test
  void multipart_that_cannot_be_read_is_refused_by_every_operation() {
    String head = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a";
    Map<String, String> bodies =
        Map.of(
            "no boundary", "multipart/form-data|--B\r\n\r\n",
            "cut short", "multipart/form-data; boundary=B|--B\r\n\r\n",
            "cut in a part", "multipart/form-data; boundary=B|" + head + ".txt\"\r\n\r\nabc",
            "NUL in the file name",
                "multipart/form-data; boundary=B|" + head + "\0b\"\r\n\r\nabc\r\n--B--\r\n",
            "empty boundary", "multipart/form-data; boundary=|abc",
            "form not UTF-8", "application/x-www-form-urlencoded|a=%ff&b=%00&c=%");
    bodies.forEach(
        (name, typed) -> {
          String type = typed.substring(0, typed.indexOf('|'));
          String body = typed.substring(typed.indexOf('|') + 1);
          each(
              route -> {
                if (!List.of("GET", "DELETE").contains(route.method())) {
                  String missing = route.with(variable -> "999999");
                  var answer = send(route, missing, "Content-Type: " + type + "\r\n", body);
                  assertThat(answer.status()).as(route + " " + name).isBetween(400, 499);
                  assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                } else if (route.method().equals("GET") && !route.isStream()) {
                  var answer = send(route, path(route), "Content-Type: " + type + "\r\n", body);
                  assertThat(answer.status()).as(route + " " + name).isLessThan(500);
                }
              });
        });
  }

  @Test
  void every_operation_rejects_unknown_body_members() {
    List<String> bodies =
        List.of(
            "",
            "null",
            "[]",
            "\"x\"",
            "7",
            "{\"zzz\": 1}",
            "{",
            "{} {}",
            "{\"a\": \"\\ud800\"}",
            "{\"tags\": [null]}",
            "{\"trials\": [null]}",
            "{\"trials\": [1], \"add\": [null]}",
            "{\"note\": \"\\ud800\"}",
            "{\"tags\": [\"\\udfff\"]}",
            "{\"note\": 5}",
            "{\"archived\": \"yes\"}",
            "{\"trials\": [1.5]}",
            "{\"trials\": [\"1\"]}",
            "{\"text\": \"\\ud800\"}",
            "{\"prompt\": \"\\ud800\"}",
            "{\"note\": \"a\\u0000b\"}",
            "{\"tags\": [\"a\\u0000b\"]}",
            "{\"remove\": [\"a\\u0000b\"], \"trials\": [1]}",
            "{\"tags\": \"a\"}",
            "{\"tags\": [], \"tags\": []}",
            "{\"a\": \"\u00ff\"}",
            "[".repeat(20_000),
            "{\"max_trial\": 5}",
            "{\"parameters\": {\"\\ud800\": 1}}");
    routes.all().stream()
        .filter(Route::hasBody)
        .filter(route -> !route.path().endsWith("/generate")) // its body may be left out
        .forEach(
            route -> {
              for (String body : bodies) {
                var answer = send(route, path(route), "Content-Type: application/json\r\n", body);
                assertProblem(answer, route + " " + cut(body), 400, 409, 422);
              }
            });
  }

  @Test
  void all_violations_of_a_body_are_listed_at_once() {
    Api api = new Api(port);
    String body = "{\"trials\": [1, null, \"x\", 2, 2.5], \"ad\": [], \"remove\": [\"a\", 7]}";
    var answer = api.post("/api/v1/trials/tags", "application/json", body.getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().get("violations").findValuesAsString("pointer"))
        .containsExactlyInAnyOrder("/trials/1", "/trials/2", "/trials/4", "/ad", "/remove/1");
  }

  @Test
  void number_out_of_range_in_a_body_is_refused_with_its_pointer() {
    Api api = new Api(port);
    for (String number : List.of("9223372036854775808", "-9223372036854775809", "1e30")) {
      String body = "{\"trials\": [1, %s]}".formatted(number);
      var answer = api.post("/api/v1/trials/tags", "application/json", body.getBytes(UTF_8));

      assertThat(answer.status()).as(number).isEqualTo(422);
      assertThat(answer.body().at("/violations/0/pointer").asString()).isEqualTo("/trials/1");
      assertThat(answer.body().at("/violations/0/message").asString()).contains("whole number");
    }
  }

  @Test
  void tags_are_refused_by_their_index_in_the_request() {
    Api api = new Api(port);
    String body = "{\"trials\": [], \"add\": [\"a\", \"a \", \"\\u200b\"]}";
    var answer = api.post("/api/v1/trials/tags", "application/json", body.getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().get("violations").findValuesAsString("pointer"))
        .containsExactly("/add/2");
  }

  @Test
  void comment_in_a_body_is_explained_without_words_of_the_parser() {
    Api api = new Api(port);
    String body = "{\"trials\": [] // none\n}";
    var answer = api.post("/api/v1/trials/tags", "application/json", body.getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("detail").asString())
        .isEqualTo(
            "The body is not valid JSON at line 1, column 15: a comment stands here; JSON has no comments; remove it.");
  }

  @Test
  void body_full_of_mistakes_lists_fifty() {
    String body = "{\"trials\": [" + "null,".repeat(10_000) + "1]}";
    var answer =
        new Api(port).post("/api/v1/trials/tags", "application/json", body.getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().get("violations")).hasSize(50);
  }

  @Test
  void body_is_refused_by_every_operation_that_takes_none() {
    routes.all().stream()
        .filter(route -> !route.hasBody() && !route.method().equals("GET"))
        .forEach(
            route -> {
              String json = "Content-Type: application/json\r\n";
              var answer = send(route, path(route), json, "{\"seed\": 5}");
              assertProblem(answer, route.toString(), 422, 415); // 415: the upload of a file
              if (answer.status() == 422) {
                assertThat(answer.json().at("/violations/0/message").asString())
                    .as(route.toString())
                    .contains("takes none");
              }
            });
  }

  private static String cut(String body) {
    return body.substring(0, Math.min(40, body.length()));
  }

  @Test
  void unsupported_content_type_is_415_with_supported_types() {
    routes.all().stream()
        .filter(Route::hasBody)
        .forEach(
            route -> {
              for (String type :
                  List.of(
                      "application/x-www-form-urlencoded",
                      "text/plain",
                      "text/xml",
                      "*/*",
                      "application/*;q=1",
                      "x")) {
                var answer = send(route, path(route), "Content-Type: " + type + "\r\n", "name: x");
                assertProblem(answer, route + " " + type, 415);
                assertThat(answer.json().get("detail").asString())
                    .contains("Content-Type", "application/json");
              }
            });
  }

  @Test
  void another_representation_than_the_documented_is_406() {
    routes.all().stream()
        .filter(route -> route.method().equals("GET") && !route.isStream())
        .forEach(
            route -> {
              for (String type :
                  List.of("application/yaml", "application/xml", "application/cbor")) {
                String query = route.path().endsWith("/compare") ? "?trials=" + trial : "";
                var answer = send(route, path(route) + query, "Accept: " + type + "\r\n", "");
                assertThat(answer.status()).as(route + type).isBetween(400, 499);
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
              }
            });
    var answer =
        RawHttp.exchange(
            port,
            "GET",
            "/api/v1/experiments/" + experiment,
            "Accept: application/yaml\r\n",
            new byte[0]);
    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.json().get("detail").asString()).contains("application/json");
  }

  @Test
  void misspelled_dry_run_starts_no_search() {
    long before = api.get("/api/v1/experiments").body().get("total").asLong();

    for (String query :
        List.of(
            "dryrun=true",
            "dryRun=true",
            "dry_run",
            "dry_run=",
            "dry_run=True",
            "dry_run=1",
            "dry_run=false&dry_run=true",
            "dry-run=true")) {
      var answer =
          api.post("/api/v1/experiments?" + query, "application/yaml", SEARCH.getBytes(UTF_8));
      assertThat(answer.status()).as(query).isEqualTo(422);
      assertThat(answer.body().at("/violations/0/message").asString())
          .as(query)
          .contains("dry_run");
    }
    assertThat(api.get("/api/v1/experiments").body().get("total").asLong()).isEqualTo(before);
  }

  @Test
  void unknown_metric_is_refused_with_a_suggestion() {
    for (String curves :
        List.of(
            "/api/v1/experiments/" + experiment + "/curves?metric=val_los",
            "/api/v1/trials/" + trial + "/curves?metric=val_los",
            "/api/v1/trials/" + trial + "/curves?metric=train_loss,val_los")) {
      Api.Answer answer = api.get(curves);
      assertThat(answer.status()).as(curves).isEqualTo(422);
      assertThat(answer.body().at("/violations/0/parameter").asString()).isEqualTo("metric");
      assertThat(answer.body().at("/violations/0/message").asString())
          .contains("did you mean val_loss?");
    }
  }

  @Test
  void misspelled_key_of_a_change_gets_a_suggestion() {
    JsonNode queued = api.submit(SEARCH.replace("grid", "random\nmax_trials: 2")).body();
    Api.Answer answer =
        api.patch(
            "/api/v1/experiments/" + queued.get("id").asLong(),
            "application/yaml",
            "max_trial: 15");
    api.delete("/api/v1/experiments/" + queued.get("id").asLong());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().at("/violations/0/pointer").asString()).isEqualTo("/max_trial");
    assertThat(answer.body().at("/violations/0/message").asString())
        .contains("did you mean max_trials?");
  }

  @Test
  void sort_by_an_unknown_parameter_is_refused_with_a_suggestion() {
    String trials = "/api/v1/experiments/" + experiment + "/trials?sort=";

    Api.Answer answer = api.get(trials + "-parameters.hiden_units");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().at("/violations/0/message").asString())
        .contains("did you mean parameters.hidden_units?");
    assertThat(api.get(trials + "-parameters.hidden_units").status()).isEqualTo(200);
  }

  @Test
  void blank_idempotency_key_is_no_key_and_a_long_one_is_refused() {
    byte[] search = SEARCH.replace("name: routes", "name: keys").getBytes(UTF_8);
    for (String key : List.of("", " ")) {
      for (String name : List.of("one", "two")) {
        var other = new String(search, UTF_8).replace("name: keys", "name: " + name);
        var answer =
            RawHttp.exchange(
                port,
                "POST",
                "/api/v1/experiments",
                "Content-Type: application/yaml\r\nIdempotency-Key: " + key + "\r\n",
                other.getBytes(UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        api.delete("/api/v1/experiments/" + answer.json().get("id").asLong());
      }
    }
    String random =
        new Random(1).ints(6_000, 'a', 'z').mapToObj(Character::toString).collect(joining());
    assertThat(
            api.post("/api/v1/experiments", "application/yaml", search, "Idempotency-Key", random)
                .status())
        .isEqualTo(400);
  }

  @Test
  void unknown_multipart_field_is_refused_with_a_suggestion() {
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nabc\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"nme\"\r\n\r\nfoo\r\n--B--\r\n";
    var answer =
        api.post("/api/v1/datasets", "multipart/form-data; boundary=B", body.getBytes(UTF_8));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().at("/violations/0/pointer").asString()).isEqualTo("/nme");
    assertThat(answer.body().at("/violations/0/message").asString()).contains("did you mean name");
    assertThat(api.get("/api/v1/datasets/a").status()).isEqualTo(404);
  }
}
