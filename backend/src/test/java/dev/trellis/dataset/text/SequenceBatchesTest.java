package dev.trellis.dataset.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.testing.RandomInputs;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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

  /** The first token has nothing before it; every other one is a target. */
  @Test
  void two_consecutive_epochs_predict_every_token() {
    RandomInputs.check(
        1000,
        random -> {
          long seed = random.any();
          int epoch = random.integer(1, 50);
          int minibatchSize = random.integer(1, 9);
          int sequenceLength = random.integer(1, 11);
          int least = (int) SequenceBatches.tokensNeeded(minibatchSize, sequenceLength);
          int length = random.integer(Math.max(2, least), 500);
          SequenceBatches text =
              new SequenceBatches(
                  IntStream.range(0, length).toArray(), minibatchSize, sequenceLength);
          int used = (int) SequenceBatches.tokensPerEpoch(length, minibatchSize, sequenceLength);

          Set<Integer> first = targets(text.ofEpoch(seed, epoch));
          Set<Integer> second = targets(text.ofEpoch(seed, epoch + 1));

          assertThat(first).hasSize(used);
          assertThat(second).hasSize(used);
          first.addAll(second);
          assertThat(first).hasSize(length - 1).doesNotContain(0);
        });
  }

  private static Set<Integer> targets(SequenceBatches batches) {
    Set<Integer> targets = new HashSet<>();
    for (int batch = 0; batch < batches.count(); batch++) {
      int[][] inputs = batches.inputs(batch);
      int[][] after = batches.targets(batch);
      for (int stream = 0; stream < inputs.length; stream++) {
        assertThat(after[stream])
            .isEqualTo(Arrays.stream(inputs[stream]).map(token -> token + 1).toArray());
        Arrays.stream(after[stream]).forEach(targets::add);
      }
    }
    return targets;
  }

  @Test
  void offset_follows_from_seed_and_epoch() {
    SequenceBatches text = new SequenceBatches(new int[1_100], 22, 25);
    List<Integer> offsets =
        IntStream.rangeClosed(1, 6).mapToObj(epoch -> text.ofEpoch(7, epoch).offset()).toList();

    assertThat(offsets).doesNotHaveDuplicates();
    assertThat(text.ofEpoch(7, 3).offset()).isEqualTo(offsets.get(2));
    assertThat(text.ofEpoch(8, 3).offset()).isNotEqualTo(offsets.get(2));
  }

  @Test
  void stream_at_the_end_goes_on_at_the_beginning() {
    SequenceBatches batches = new SequenceBatches(IntStream.range(0, 13).toArray(), 2, 3, 8);

    assertThat(batches.inputs(0)).isDeepEqualTo(new int[][] {{8, 9, 10}, {2, 3, 4}});
    assertThat(batches.inputs(1)).isDeepEqualTo(new int[][] {{11, 0, 1}, {5, 6, 7}});
    assertThat(batches.targets(1)).isDeepEqualTo(new int[][] {{12, 1, 2}, {6, 7, 8}});
  }

  @Test
  void every_batch_continues_its_streams_and_targets_lie_one_ahead() {
    RandomInputs.check(
        1000,
        random -> {
          int length = random.integer(0, 500);
          int minibatchSize = random.integer(1, 9);
          int sequenceLength = random.integer(1, 11);
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
        });
  }
}
