package dev.trellis.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WeightDropTest {
  private static final INDArray ONES = Nd4j.ones(DataType.FLOAT, 50, 200);

  @Test
  void weights_are_left_out_by_chance_and_the_others_scaled_up_and_gradients_alike() {
    Nd4j.getRandom().setSeed(3);
    WeightDrop drop = new WeightDrop(0.25);
    float[] left = drop.forward(ONES, true).reshape(ONES.length()).toFloatVector();
    INDArray gradient = ONES.mul(3);
    drop.backward(gradient);
    float[] gradients = gradient.reshape(ONES.length()).toFloatVector();

    int out = 0;
    for (int index = 0; index < left.length; index++) {
      assertThat(left[index]).isIn(0f, 1 / 0.75f);
      assertThat(gradients[index]).isEqualTo(3 * left[index]);
      out += left[index] == 0 ? 1 : 0;
    }
    assertThat(out).isBetween(2_300, 2_700);
    assertThat(ONES.sumNumber().intValue()).isEqualTo(10_000);
  }

  @Test
  void every_minibatch_draws_anew() {
    WeightDrop drop = new WeightDrop(0.5);
    assertThat(drop.forward(ONES, true)).isNotEqualTo(drop.forward(ONES, true));
  }

  @Test
  void nothing_is_touched_where_nothing_is_left_out() {
    INDArray gradient = ONES.mul(3);
    WeightDrop none = new WeightDrop(0);
    none.backward(gradient);
    assertThat(none.forward(ONES, true)).isSameAs(ONES);
    assertThat(gradient).isEqualTo(ONES.mul(3));
    assertThat(new WeightDrop(0.5).forward(ONES, false)).isSameAs(ONES);
  }
}
