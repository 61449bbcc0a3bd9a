package dev.trellis.execution.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class PeriodicTaskTest {
  @Test
  void failing_item_does_not_stop_the_others() {
    List<Integer> done = new ArrayList<>();

    PeriodicTask.forEach("divide by", List.of(0, 1, 0, 2), item -> done.add(10 / item));

    assertThat(done).containsExactly(10, 5);
  }

  @Test
  void unreachable_database_ends_the_run() {
    List<Integer> tried = new ArrayList<>();

    assertThatThrownBy(
            () ->
                PeriodicTask.forEach(
                    "ask for",
                    List.of(1, 2),
                    item -> {
                      tried.add(item);
                      throw new DataAccessResourceFailureException("connection refused");
                    }))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(tried).containsExactly(1);
  }
}
