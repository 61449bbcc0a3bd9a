package dev.trellis.experiment.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trellis.experiment.submission.spec.Submission;
import dev.trellis.problem.Problem;
import dev.trellis.search.SearchStrategies;
import dev.trellis.space.SearchSpace;
import dev.trellis.space.expression.Expression;
import dev.trellis.training.dl4j.LanguageModelFamily;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of requirements that a value of one parameter has on other parameters. */
class RequirementsTest {
  private static final SubmissionFormat FORMAT =
      new SubmissionFormat(
          List.of(new LanguageModelFamily(() -> Instant.EPOCH)), SearchStrategies.all(), 2);
  private static final String REQUIRED =
      "tie_embeddings != 'yes' or embedding_size == hidden_units";

  private static Submission read(Map<String, Object> tree) {
    return new SubmissionReader(FORMAT).read(tree);
  }

  private static SearchSpace space(String parameters) {
    Map<String, Object> tree = Submissions.with(Submissions.valid(), "method", "grid");
    tree.remove("max_trials");
    return read(Submissions.with(tree, "parameters", Submissions.tree(parameters))).spec().space();
  }

  @Test
  void a_grid_has_the_points_that_agree() {
    SearchSpace space =
        space(
            """
            tie_embeddings: {values: ["no", "yes"]}
            embedding_size: {values: [32, 64, 100]}
            hidden_units: {values: [32, 64]}
            """);
    assertThat(space.constraints()).extracting(Expression::toString).contains(REQUIRED);
    assertThat(space.gridSize()).contains(BigInteger.valueOf(3 * 2 + 2));
  }

  @Test
  void what_nobody_chooses_asks_for_nothing() {
    assertThat(space("hidden_units: {values: [32, 64]}").constraints()).isEmpty();
  }

  @Test
  void where_nothing_agrees_it_says_what_has_to() {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> space("tie_embeddings: {value: \"yes\"}"));
    assertThat(problem.violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.pointer()).isEqualTo("/parameters/tie_embeddings");
              assertThat(violation.message())
                  .startsWith("yes is allowed where embedding_size == hidden_units")
                  .contains("give embedding_size and hidden_units values that agree");
            });
    problem =
        catchThrowableOfType(
            Problem.class,
            () ->
                space(
                    """
                    tie_embeddings: {value: "yes"}
                    embedding_size: {value: 128}
                    embedding: {value: word2vec_frozen}
                    """));
    assertThat(problem.violations())
        .singleElement()
        .satisfies(
            violation ->
                assertThat(violation.message()).contains("embedding != 'word2vec_frozen'"));
  }

  @Test
  void the_normal_form_says_it_once_however_often_it_is_read() {
    Map<String, Object> tree =
        Submissions.parameters("{tie_embeddings: yes, embedding_size: 64, hidden_units: 64}");
    SubmissionWriter writer = new SubmissionWriter(FORMAT);
    Map<String, Object> normal = writer.tree(read(tree).spec());
    assertThat(normal.get("constraints"))
        .isEqualTo(List.of(REQUIRED, "tie_embeddings != 'yes' or embedding != 'word2vec_frozen'"));
    assertThat(writer.tree(read(normal).spec())).isEqualTo(normal);
  }
}
