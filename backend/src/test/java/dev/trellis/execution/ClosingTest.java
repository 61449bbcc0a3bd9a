package dev.trellis.execution;

import static dev.trellis.testing.Proxies.proxy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.execution.claim.Claim;
import dev.trellis.execution.planning.ExperimentProgressStore;
import dev.trellis.execution.planning.LinkedTrialStore;
import dev.trellis.execution.planning.Planner;
import dev.trellis.execution.planning.SearchExecutor;
import dev.trellis.execution.provenance.Provenance;
import dev.trellis.experiment.ExperimentStateStore;
import dev.trellis.stopping.StopReason;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests of the ends of experiments. */
class ClosingTest extends AttemptsByHand {
  @Autowired ExperimentStateStore states;
  @Autowired ExperimentProgressStore ledger;
  @Autowired SearchExecutor searching;
  @Autowired LinkedTrialStore links;
  @Autowired Provenance.Program program;
  @Autowired PlatformTransactionManager transactions;

  @Test
  void the_end_of_a_trial_is_told_before_that_of_its_experiment() {
    long trial = submit();
    take(trial, "first");
    Claim claim = claims.claim(trial, "first", false).orElseThrow();

    plannerBesideWhom(() -> trials.prune(claim, new StopReason("median", 1, 1.0, 1.0)))
        .tend(claim.experimentId());

    assertThat(
            jdbc.sql(
                    """
                    select state from event
                    where experiment_id = :id and previous_state = 'RUNNING'
                    order by written_in, id
                    """)
                .param("id", claim.experimentId())
                .query(String.class)
                .list())
        .containsExactly("PRUNED", "COMPLETED");
  }

  /** Once it has locked the experiment, and before it looks at it, somebody else does that. */
  private Planner plannerBesideWhom(Runnable change) {
    TransactionTemplate another = new TransactionTemplate(transactions);
    another.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    AtomicBoolean done = new AtomicBoolean();
    ExperimentProgressStore interleaved =
        proxy(
            ExperimentProgressStore.class,
            (self, method, arguments) -> {
              if (method.getName().equals("lock") && done.compareAndSet(false, true)) {
                states.lock((Long) arguments[0]);
                another.executeWithoutResult(status -> change.run());
              }
              return method.invoke(ledger, arguments);
            });
    return new Planner(experiments, states, interleaved, searching, links, program, transactions);
  }
}
