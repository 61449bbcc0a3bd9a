package dev.trellis.dataset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.Api;
import dev.trellis.testing.Api.Answer;
import dev.trellis.testing.Texts;
import dev.trellis.testing.TrellisTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@TrellisTest
class DatasetControllerTest {
  private static final String DATASETS = "/api/v1/datasets";

  @LocalServerPort int port;

  @Value("${trellis.home}")
  Path home;

  Api api;

  @BeforeEach
  void connect() {
    api = new Api(port);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Sends a form: its fields, then the file. */
  private Answer upload(Map<String, String> fields, String fileName, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String part = "--form\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
    fields.forEach(
        (name, value) -> body.writeBytes(utf8(part.formatted(name, "") + value + "\r\n")));
    body.writeBytes(utf8(part.formatted("file", "; filename=\"" + fileName + "\"")));
    body.writeBytes(content);
    body.writeBytes(utf8("\r\n--form--\r\n"));
    return api.post(DATASETS, "multipart/form-data; boundary=form", body.toByteArray());
  }

  private static String pointer(Answer problem) {
    assertThat(problem.type()).isEqualTo("application/problem+json");
    return problem.body().get("violations").get(0).get("pointer").asString();
  }

  private static List<String> names(Answer page) {
    return page.body().get("items").valueStream().map(one -> one.get("name").asString()).toList();
  }

  @Test
  void labeled_lines_have_their_labels_counted() {
    byte[] latin = "a Who ?\nb Where is Malmö ?\nb When ?".getBytes(StandardCharsets.ISO_8859_1);
    Answer refused = upload(Map.of("name", "questions", "format", "lines"), "q.txt", latin);
    Answer created =
        upload(
            Map.of("name", "questions", "format", "lines", "encoding", "ISO-8859-1"),
            "q.txt",
            latin);

    assertThat(pointer(refused)).isEqualTo("/file");
    assertThat(refused.body().get("detail").asString()).contains("line 2").contains("ISO-8859-1");
    assertThat(created.status()).isEqualTo(201);
    JsonNode labels = api.get(DATASETS + "/questions").body().get("labels");
    assertThat(labels.toString())
        .isEqualTo(
            "[{\"label\":\"a\",\"examples\":1,\"test_examples\":0},"
                + "{\"label\":\"b\",\"examples\":2,\"test_examples\":0}]");
  }

  @Test
  void a_format_nobody_knows_is_refused() {
    Answer refused = upload(Map.of("format", "xml"), "q.xml", utf8("<a/>"));

    assertThat(pointer(refused)).isEqualTo("/format");
    assertThat(refused.body().get("detail").asString()).contains("lines, csv, jsonl");
  }

  @Test
  void labels_are_asked_of_a_classification_and_of_nothing_else() {
    upload(Map.of("name", "labeled", "format", "lines"), "q.txt", utf8("a one\nb two\n"));
    Answer refused =
        api.submit(
            "{name: a, dataset: labeled, method: grid, metric: {name: val_loss}, parameters: {}}");

    assertThat(pointer(refused)).isEqualTo("/dataset");
    assertThat(refused.body().get("detail").asString()).contains("classification");
  }

  @Test
  void an_upload_makes_a_dataset() {
    Answer created = upload(Map.of(), "Call me.txt", utf8("Call me Ishmael.\r\n"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.raw().headers().firstValue("Location")).hasValue(DATASETS + "/Call-me");
    JsonNode dataset = api.get(DATASETS + "/Call-me").body();
    assertThat(dataset.get("bytes").asInt()).isEqualTo(17);
    assertThat(dataset.get("characters").asInt()).isEqualTo(17);
    assertThat(dataset.get("lines").asInt()).isEqualTo(1);
    assertThat(dataset.get("words").asInt()).isEqualTo(5);
    assertThat(dataset.get("character_vocabulary").asInt()).isEqualTo(11);
    assertThat(dataset.get("word_vocabulary").asInt()).isEqualTo(5);
    assertThat(dataset.get("source").asString()).isEqualTo("upload");
    assertThat(dataset.get("licence").isNull()).isTrue();
    assertThat(dataset.get("preview").asString()).isEqualTo("Call me Ishmael.\n");
    assertThat(created.body().get("preview").isNull()).isTrue();
  }

  @Test
  void counts_of_labeled_texts_leave_out_labels_and_tabs() {
    byte[] lines = utf8("spam\tbuy now\nham\thello\n");

    JsonNode dataset = upload(Map.of("name", "counted", "format", "lines"), "f.txt", lines).body();

    assertThat(dataset.get("words").asInt()).isEqualTo(3);
    assertThat(dataset.get("word_vocabulary").asInt()).isEqualTo(3);
    assertThat(dataset.get("lines").asInt()).isEqualTo(2);
    assertThat(dataset.get("characters").asInt()).isEqualTo(12);
    assertThat(dataset.get("character_vocabulary").asInt()).isEqualTo(10);
    assertThat(dataset.get("bytes").asInt()).isEqualTo(lines.length);
  }

  @Test
  void words_are_counted_by_unicode_and_an_invisible_text_is_empty() {
    String line = "a\u00A0b\u202Fc\u3000d\u2009e\n";
    JsonNode words = upload(Map.of("name", "spaces"), "s.txt", utf8(line.repeat(300))).body();
    Answer blank = upload(Map.of("name", "blank"), "b.txt", utf8("\u00A0\u3000\u200B\n"));

    assertThat(words.get("words").asInt()).isEqualTo(1_800);
    assertThat(words.get("word_vocabulary").asInt()).isEqualTo(6);
    assertThat(blank.status()).isEqualTo(422);
    assertThat(blank.body().get("detail").asString()).contains("nothing but white space");
  }

  /** The stored bytes of these lines are the same in both formats. */
  @Test
  void same_bytes_in_another_format_are_a_conflict() {
    byte[] lines = utf8("spam\tbuy now cheap\nham\thello my friend\n");
    Map<String, String> asText = Map.of("name", "first-text");
    Map<String, String> textAsLines = Map.of("name", "first-text", "format", "lines");
    Map<String, String> asLines = Map.of("name", "first-lines", "format", "lines");
    Map<String, String> linesAsText = Map.of("name", "first-lines");

    assertThat(upload(asText, "f.txt", lines).status()).isEqualTo(201);
    Answer labeled = upload(textAsLines, "f.txt", lines);
    assertThat(labeled.status()).isEqualTo(409);
    assertThat(labeled.body().get("detail").asString())
        .contains("'first-text'", "without labels", "Choose another name");
    assertThat(upload(asText, "f.txt", lines).status()).isEqualTo(200);

    assertThat(upload(asLines, "f.txt", lines).status()).isEqualTo(201);
    assertThat(upload(linesAsText, "f.txt", lines).status()).isEqualTo(409);
    Answer again = upload(asLines, "f.txt", lines);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().get("labels")).hasSize(2);
  }

  @Test
  void same_text_is_same_dataset_and_other_text_conflicts() {
    Answer first = upload(Map.of("name", "twice"), "a.txt", utf8("one\n"));
    Answer same = upload(Map.of("name", "twice"), "b.txt", utf8("one\r\n"));
    Answer other = upload(Map.of("name", "twice"), "a.txt", utf8("two\n"));

    assertThat(List.of(first.status(), same.status(), other.status()))
        .containsExactly(201, 200, 409);
    assertThat(same.body()).isEqualTo(first.body());
    assertThat(other.body().get("detail").asString()).contains("'twice'", "4 bytes");
    assertThat(api.get(DATASETS + "/twice").body().get("preview").asString()).isEqualTo("one\n");
  }

  @Test
  void of_uploads_of_one_name_at_once_one_wins() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Answer>> uploads =
          IntStream.range(0, 16)
              .<Callable<Answer>>mapToObj(
                  i -> () -> upload(Map.of("name", "raced"), "a", utf8("text " + i % 2)))
              .toList();
      List<Integer> statuses = statuses(clients.invokeAll(uploads));

      assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
      assertThat(statuses.stream().filter(status -> status == 200)).hasSize(7);
      assertThat(statuses.stream().filter(status -> status == 409)).hasSize(8);
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void a_text_stays_whole_while_others_with_it_come_and_go() throws Exception {
    byte[] text = utf8("shared by all\n");
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Answer>> comings =
          IntStream.range(0, 40)
              .<Callable<Answer>>mapToObj(
                  i -> {
                    String name = "shared-" + i / 2;
                    return i % 2 == 0
                        ? () -> upload(Map.of("name", name), "a", text)
                        : () -> api.delete(DATASETS + "/" + name);
                  })
              .toList();
      assertThat(statuses(clients.invokeAll(comings))).isSubsetOf(201, 204, 404);
    } finally {
      clients.shutdown();
    }
    for (String name : names(api.get(DATASETS + "?search=shared-"))) {
      assertThat(api.get(DATASETS + "/" + name + "/text").raw().body()).isEqualTo(text);
    }
    assertThat(upload(Map.of("name", "shared-last"), "a", text).status()).isEqualTo(201);
    assertThat(api.get(DATASETS + "/shared-last/text").raw().body()).isEqualTo(text);
  }

  private static List<Integer> statuses(List<Future<Answer>> answers) throws Exception {
    Stream.Builder<Integer> statuses = Stream.builder();
    for (Future<Answer> answer : answers) {
      statuses.add(answer.get().status());
    }
    return statuses.build().toList();
  }

  @Test
  void the_text_can_be_had_back() {
    upload(Map.of("name", "download"), "a.txt", utf8("Füße\n"));
    var answer = api.get(DATASETS + "/download/text").raw();

    assertThat(answer.body()).isEqualTo(utf8("Füße\n"));
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
    assertThat(answer.headers().firstValue("Content-Length")).hasValue("7");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"download.txt\"");
  }

  @Test
  void a_preview_is_the_first_2000_characters_none_of_them_halved() {
    upload(Map.of("name", "whales"), "a.txt", utf8("🐳".repeat(3_000)));
    assertThat(api.get(DATASETS + "/whales").body().get("preview").asString())
        .isEqualTo("🐳".repeat(2_000));
  }

  @Test
  void an_encoding_is_taken_where_named_and_never_guessed() {
    byte[] latin = "na\u00efve\n".getBytes(StandardCharsets.ISO_8859_1);
    Answer guessed = upload(Map.of("name", "naive"), "a.txt", latin);
    assertThat(guessed.status()).isEqualTo(422);
    assertThat(pointer(guessed)).isEqualTo("/file");
    assertThat(guessed.body().get("detail").asString()).contains("0xEF at offset 2, in line 1");

    Map<String, String> named = Map.of("name", "naive", "encoding", "ISO-8859-1");
    assertThat(upload(named, "a.txt", latin).status()).isEqualTo(201);
    assertThat(api.get(DATASETS + "/naive").body().get("preview").asString()).isEqualTo("naïve\n");

    Answer unknown = upload(Map.of("encoding", "latin-nine"), "a.txt", latin);
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(pointer(unknown)).isEqualTo("/encoding");
  }

  @Test
  void what_is_wrong_with_an_upload_is_told() {
    assertThat(pointer(upload(Map.of("name", "a b"), "a.txt", utf8("text")))).isEqualTo("/name");
    assertThat(pointer(upload(Map.of(), "日本.txt", utf8("text")))).isEqualTo("/name");
    assertThat(pointer(upload(Map.of(), "a.txt", new byte[0]))).isEqualTo("/file");
    assertThat(api.post(DATASETS, "text/plain", utf8("text")).status()).isEqualTo(415);
    Answer none = api.post(DATASETS, "multipart/form-data; boundary=form", utf8("--form--\r\n"));
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.body().get("detail").asString()).contains("'file'");
  }

  @Test
  void datasets_are_listed_searched_and_sorted_by_page() {
    for (String name : List.of("list-b", "list-a", "List-c")) {
      upload(Map.of("name", name), "a.txt", utf8(name + "\n" + "x".repeat(name.charAt(5))));
    }
    assertThat(names(api.get(DATASETS + "?search=LIST-")))
        .containsExactly("list-a", "list-b", "List-c");
    Answer second = api.get(DATASETS + "?search=list-&sort=-bytes&size=2&page=1");
    assertThat(names(second)).containsExactly("list-a");
    assertThat(second.body().get("total").asInt()).isEqualTo(3);
    assertThat(second.body().get("page").asInt()).isEqualTo(1);
    assertThat(second.body().get("size").asInt()).isEqualTo(2);
  }

  @Test
  void no_search_and_no_name_is_too_strange_to_answer() {
    for (String strange :
        List.of("%00", "%25", "'", "%F0%9F%90%B3", "%20", "a%5Cb", "x".repeat(2_000))) {
      Answer found = api.get(DATASETS + "?search=" + strange);
      if (strange.equals("%00")) {
        assertThat(found.status()).isEqualTo(400);
      } else {
        assertThat(names(found)).as(strange).isEmpty();
      }
      assertThat(api.get(DATASETS + "/a" + strange).status()).as(strange).isIn(400, 404);
      assertThat(upload(Map.of("name", "-" + strange), "a", utf8("text")).status())
          .as(strange)
          .isEqualTo(422);
    }
    assertThat(pointer(upload(Map.of("name", "a\0b"), "a", utf8("text")))).isEqualTo("/name");
    assertThat(pointer(upload(Map.of("encoding", "a\0b"), "a", utf8("text"))))
        .isEqualTo("/encoding");
  }

  @Test
  void all_that_is_wrong_with_a_page_is_told_at_once() {
    Answer wrong = api.get(DATASETS + "?page=-1&size=201&sort=sha256");

    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body().get("violations").valueStream())
        .extracting(one -> one.get("message").asString())
        .containsExactly(
            "page is '-1'; expected an integer from 0 to 2147483647.",
            "size is '201'; expected an integer from 1 to 200.",
            "sort is \"sha256\"; allowed: name, bytes, characters, lines, words, created_at; a"
                + " leading '-' sorts in descending order.");
  }

  @Test
  void blank_page_and_size_are_refused() {
    Answer blank = api.get(DATASETS + "?page=&size=");

    assertThat(blank.status()).isEqualTo(422);
    assertThat(blank.body().get("violations").valueStream())
        .extracting(one -> one.get("message").asString())
        .containsExactly(
            "page is ''; expected an integer from 0 to 2147483647.",
            "size is ''; expected an integer from 1 to 200.");
  }

  @Test
  void unknown_dataset_is_reported_with_closest_name() {
    upload(Map.of("name", "walden"), "a.txt", utf8("the pond\n"));
    Answer missing = api.get(DATASETS + "/waldne");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.body().get("detail").asString())
        .isEqualTo("There is no dataset 'waldne'. Did you mean walden?");
    assertThat(api.get(DATASETS + "/waldne/text").status()).isEqualTo(404);
    assertThat(api.delete(DATASETS + "/waldne").status()).isEqualTo(404);
  }

  @Test
  void a_deleted_dataset_is_gone_and_its_name_free() {
    upload(Map.of("name", "gone"), "a.txt", utf8("one\n"));
    assertThat(api.delete(DATASETS + "/gone").status()).isEqualTo(204);
    assertThat(api.get(DATASETS + "/gone").status()).isEqualTo(404);
    assertThat(upload(Map.of("name", "gone"), "a.txt", utf8("two\n")).status()).isEqualTo(201);
  }

  @Test
  void missing_text_is_a_problem_of_4xx_on_every_route() throws IOException {
    String name = "without-its-text";
    String sha256 =
        upload(Map.of("name", name), "a.txt", Texts.sentences(6_100))
            .body()
            .get("sha256")
            .asString();
    try (Stream<Path> artifacts = Files.walk(home.resolve("artifacts"))) {
      Files.delete(
          artifacts.filter(file -> file.toString().contains(sha256)).findAny().orElseThrow());
    }
    String submission =
        """
        name: nothing
        dataset: %s
        method: grid
        metric: {name: val_loss, goal: minimize}
        parameters: {hidden_units: {value: 4}}
        """
            .formatted(name);

    List<Answer> answers =
        List.of(
            api.get(DATASETS + "/" + name + "/text"),
            api.get(DATASETS + "/" + name),
            api.submit(submission),
            api.post("/api/v1/experiments?dry_run=true", "application/yaml", utf8(submission)));

    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).as("%s", answer.body()).isIn(404, 409);
              assertThat(answer.type()).isEqualTo("application/problem+json");
              assertThat(answer.body().get("detail").asString()).contains("is gone");
            });
    assertThat(api.delete(DATASETS + "/" + name).status()).isEqualTo(204);
  }

  @Test
  void a_dataset_that_an_experiment_uses_cannot_be_deleted() {
    upload(Map.of("name", "used"), "a.txt", Texts.sentences(6_000));
    Answer submitted =
        api.submit(
            """
            name: user
            dataset: used
            method: grid
            metric: {name: val_loss, goal: minimize}
            early_stopping: {max_epochs: 1}
            parameters:
              hidden_units: {value: 4}
              minibatch_size: {value: 8}
              sequence_length: {value: 20}
            """);
    assertThat(submitted.status()).as("%s", submitted.body()).isEqualTo(201);

    Answer refused = api.delete(DATASETS + "/used");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("detail").asString()).contains("'used'", "delete those first");
    assertThat(api.get(DATASETS + "/used/text").raw().body()).isEqualTo(Texts.sentences(6_000));

    long experiment = submitted.body().get("id").asLong();
    api.awaitEnd(experiment);
    assertThat(api.delete("/api/v1/experiments/" + experiment).status()).isEqualTo(204);
    assertThat(api.delete(DATASETS + "/used").status()).isEqualTo(204);
  }
}
