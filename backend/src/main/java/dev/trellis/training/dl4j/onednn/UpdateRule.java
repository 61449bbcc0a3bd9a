package dev.trellis.training.dl4j.onednn;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;

/**
 * The update rule of an optimizer for single values: gradient and state give the new parameter and
 * the new state.
 */
interface UpdateRule {
  /** Returns the number of state values of a parameter. */
  int states();

  /**
   * Prepares an update.
   *
   * @param step number of the update, from 0
   * @param scale factor of the gradient
   */
  void beginStep(int step, double learningRate, double scale);

  /**
   * Updates parameters and states. The loop runs over plain arrays, which the JIT compiler
   * vectorizes.
   *
   * @param p parameters, updated in place
   * @param g gradients of the parameters
   * @param states states of the parameters, updated in place
   * @param length number of parameters
   */
  void apply(float[] p, float[] g, float[][] states, int length);

  /**
   * Adam (Kingma and Ba, 2015, algorithm 1), with the bias corrections folded into the learning
   * rate and epsilon. DL4J's {@code AdamUpdater} does not correct epsilon, so its first steps are
   * too short for parameters with gradients below 1e-6, which are most output weights of a large
   * vocabulary.
   */
  final class AdamRule implements UpdateRule {
    private final float beta1;
    private final float beta2;
    private final double epsilon;
    private float correctedEpsilon;
    private float rate;
    private float scale;

    AdamRule(Adam adam) {
      beta1 = (float) adam.getBeta1();
      beta2 = (float) adam.getBeta2();
      epsilon = adam.getEpsilon();
    }

    @Override
    public int states() {
      return 2;
    }

    @Override
    public void beginStep(int step, double learningRate, double scale) {
      double correction = Math.sqrt(1 - Math.pow(beta2, step + 1));
      rate = (float) (learningRate * correction / (1 - Math.pow(beta1, step + 1)));
      correctedEpsilon = (float) (epsilon * correction);
      this.scale = (float) scale;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] states, int length) {
      float[] m = states[0];
      float[] v = states[1];
      float complement1 = 1 - beta1;
      float complement2 = 1 - beta2;
      for (int i = 0; i < length; i++) {
        float gradient = g[i] * scale;
        float firstMoment = beta1 * m[i] + complement1 * gradient;
        float secondMoment = beta2 * v[i] + complement2 * gradient * gradient;
        m[i] = firstMoment;
        v[i] = secondMoment;
        p[i] -= rate * firstMoment / ((float) Math.sqrt(secondMoment) + correctedEpsilon);
      }
    }
  }

  /**
   * RMSProp with the formula of DL4J's {@code RmsPropUpdater} (Tieleman and Hinton, 2012, lecture
   * 6.5).
   */
  final class RmsPropRule implements UpdateRule {
    private final float decay;
    private final float epsilon;
    private float rate;
    private float scale;

    RmsPropRule(RmsProp rmsProp) {
      decay = (float) rmsProp.getRmsDecay();
      epsilon = (float) rmsProp.getEpsilon();
    }

    @Override
    public int states() {
      return 1;
    }

    @Override
    public void beginStep(int step, double learningRate, double scale) {
      rate = (float) learningRate;
      this.scale = (float) scale;
    }

    @Override
    public void apply(float[] p, float[] g, float[][] states, int length) {
      float[] v = states[0];
      float complement = 1 - decay;
      for (int i = 0; i < length; i++) {
        float gradient = g[i] * scale;
        float secondMoment = decay * v[i] + complement * gradient * gradient;
        v[i] = secondMoment;
        p[i] -= rate * gradient / ((float) Math.sqrt(secondMoment) + epsilon);
      }
    }
  }
}
