package dev.trellis.training.dl4j.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DropConnectTest {
  private static final INDArray ONES = Nd4j.ones(DataType.FLOAT, 50, 200);

  @Test
  void mask_drops_and_scales_weights_and_gradients_alike() {
    Nd4j.getRandom().setSeed(3);
    DropConnect drop = new DropConnect(0.25);
    float[] weights = drop.forward(ONES, true).reshape(ONES.length()).toFloatVector();
    INDArray gradient = ONES.mul(3);
    drop.backward(gradient);
    float[] gradients = gradient.reshape(ONES.length()).toFloatVector();

    int dropped = 0;
    for (int index = 0; index < weights.length; index++) {
      assertThat(weights[index]).isIn(0f, 1 / 0.75f);
      assertThat(gradients[index]).isEqualTo(3 * weights[index]);
      dropped += weights[index] == 0 ? 1 : 0;
    }
    assertThat(dropped).isBetween(2_300, 2_700);
    assertThat(ONES.sumNumber().intValue()).isEqualTo(10_000);
  }

  @Test
  void every_minibatch_has_a_new_mask() {
    DropConnect drop = new DropConnect(0.5);
    assertThat(drop.forward(ONES, true)).isNotEqualTo(drop.forward(ONES, true));
  }

  @Test
  void probability_0_or_evaluation_changes_no_weight() {
    INDArray gradient = ONES.mul(3);
    DropConnect none = new DropConnect(0);
    none.backward(gradient);
    assertThat(none.forward(ONES, true)).isSameAs(ONES);
    assertThat(gradient).isEqualTo(ONES.mul(3));
    assertThat(new DropConnect(0.5).forward(ONES, false)).isSameAs(ONES);
  }
}
