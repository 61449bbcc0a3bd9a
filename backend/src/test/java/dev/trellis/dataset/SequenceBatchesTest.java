package dev.trellis.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SequenceBatchesTest {

  @Test
  void streams_are_read_on_from_batch_to_batch() {
    SequenceBatches batches = new SequenceBatches(IntStream.range(0, 13).toArray(), 2, 3);

    assertThat(batches.count()).isEqualTo(2);
    assertThat(batches.inputs(0)).isDeepEqualTo(new int[][] {{0, 1, 2}, {6, 7, 8}});
    assertThat(batches.inputs(1)).isDeepEqualTo(new int[][] {{3, 4, 5}, {9, 10, 11}});
    assertThat(batches.targets(1)).isDeepEqualTo(new int[][] {{4, 5, 6}, {10, 11, 12}});
  }

  @Test
  void the_remainder_is_dropped() {
    assertThat(new SequenceBatches(new int[12], 2, 3).count()).isEqualTo(1);
    assertThat(new SequenceBatches(new int[18], 2, 3).count()).isEqualTo(2);
  }

  @Test
  void a_text_shorter_than_one_minibatch_has_no_batch() {
    int needed = (int) SequenceBatches.tokensNeeded(4, 5);

    assertThat(new SequenceBatches(new int[needed - 1], 4, 5).count()).isZero();
    assertThat(new SequenceBatches(new int[needed], 4, 5).count()).isEqualTo(1);
    assertThat(new SequenceBatches(new int[0], 4, 5).count()).isZero();
  }

  @Property
  void every_batch_continues_its_streams_and_targets_lie_one_ahead(
      @ForAll @IntRange(max = 500) int length,
      @ForAll @IntRange(min = 1, max = 9) int minibatchSize,
      @ForAll @IntRange(min = 1, max = 11) int sequenceLength) {
    int[] text = IntStream.range(0, length).toArray();
    SequenceBatches batches = new SequenceBatches(text, minibatchSize, sequenceLength);

    for (int batch = 0; batch < batches.count(); batch++) {
      int[][] inputs = batches.inputs(batch);
      int[][] targets = batches.targets(batch);
      for (int stream = 0; stream < minibatchSize; stream++) {
        int first = inputs[stream][0];
        assertThat(inputs[stream])
            .isEqualTo(IntStream.range(first, first + sequenceLength).toArray());
        assertThat(targets[stream])
            .isEqualTo(Arrays.stream(inputs[stream]).map(i -> i + 1).toArray());
        if (batch > 0) {
          assertThat(first).isEqualTo(batches.targets(batch - 1)[stream][sequenceLength - 1]);
        }
      }
    }
    int used = batches.count() * minibatchSize * sequenceLength;
    assertThat(length - 1 - used).isLessThan(minibatchSize * sequenceLength);
  }
}
