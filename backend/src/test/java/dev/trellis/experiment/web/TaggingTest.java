package dev.trellis.experiment.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.SeededTrials;
import dev.trellis.testing.SentencesTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TaggingTest extends SentencesTest {
  @Test
  void clients_that_tag_the_same_trials_do_not_deadlock() throws Exception {
    SeededTrials seeded = new SeededTrials(jdbc, "sentences");
    long experiment = seeded.experiment("tagged", "MINIMIZE", Map.of());
    List<Long> trials = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      trials.add(seeded.trial(experiment, number, Map.of(), 1.0));
    }
    List<Callable<Integer>> requests = new ArrayList<>();
    for (int client = 0; client < 60; client++) {
      List<Long> shuffled = new ArrayList<>(trials);
      Collections.shuffle(shuffled, new Random(client));
      String body = "{\"trials\": %s, \"add\": [\"tag %d\"]}".formatted(shuffled, client);
      requests.add(
          () -> api.post("/api/v1/trials/tags", "application/json", body.getBytes(UTF_8)).status());
    }

    ExecutorService clients = Executors.newFixedThreadPool(20);
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : clients.invokeAll(requests)) {
      statuses.add(answer.get());
    }
    clients.shutdown();

    assertThat(statuses).containsOnly(200);
    assertThat(
            jdbc.sql("select min(cardinality(tags)) from trial where experiment_id = :id")
                .param("id", experiment)
                .query(Integer.class)
                .single())
        .isEqualTo(60);
  }
}
