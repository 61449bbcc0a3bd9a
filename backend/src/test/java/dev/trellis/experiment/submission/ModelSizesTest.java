package dev.trellis.experiment.submission;

import static dev.trellis.experiment.submission.Submissions.READER;
import static dev.trellis.experiment.submission.Submissions.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.dataset.text.DataShape;
import dev.trellis.experiment.TestFamilies;
import dev.trellis.metric.Goal;
import dev.trellis.search.History;
import dev.trellis.search.SearchDefinition;
import dev.trellis.search.SearchStrategies;
import dev.trellis.search.SearchStrategy;
import dev.trellis.space.SearchSpace;
import dev.trellis.training.ModelFamily;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ModelSizesTest {
  private static final ModelFamily FAMILY = TestFamilies.languageModel();
  private static final DataShape DATA = DataShape.ofText(65);

  private static SearchSpace space(String yaml) {
    return READER.read(parameters(yaml)).spec().space();
  }

  @Test
  void the_extremes_are_those_of_the_whole_grid() {
    SearchSpace space =
        space(
            """
            hidden_units: {min: 2, max: 10, q: 4}
            layers: {min: 1, max: 3}
            embedding_size: {values: [7, 3, 12]}
            cell: {values: [lstm, simple_rnn]}
            minibatch_size: {values: [64, 8]}
            """);
    SearchStrategy grid = SearchStrategies.findByName("grid").orElseThrow();
    SearchDefinition search = new SearchDefinition(space, 0);
    History nothing = History.empty(Goal.MINIMIZE);
    LongSummaryStatistics counts =
        LongStream.range(0, grid.countTrials(space).orElseThrow().longValueExact())
            .map(number -> FAMILY.parameterCount(grid.propose(search, nothing, number), DATA))
            .summaryStatistics();
    ModelSizes sizes = ModelSizes.of(space, FAMILY, DATA);
    assertThat(sizes.smallest().parameterCount()).isEqualTo(counts.getMin());
    assertThat(sizes.largest().parameterCount()).isEqualTo(counts.getMax());
    assertThat(sizes.largest().assignment().integer("layers")).isEqualTo(3);
    assertThat(sizes.smallest().assignment().text("cell")).isEqualTo("simple_rnn");
    assertThat(FAMILY.parameterCount(sizes.largest().assignment(), DATA))
        .isEqualTo(counts.getMax());
  }

  @Test
  void a_space_of_one_size_has_equal_extremes() {
    ModelSizes sizes = ModelSizes.of(space("dropout: {min: 0.0, max: 0.5}"), FAMILY, DATA);
    assertThat(sizes.smallest()).isEqualTo(sizes.largest());
    assertThat(sizes.smallest().assignment().values()).hasSize(10);
  }
}
