package dev.trellis.training.dl4j.onednn;

import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;

/** How one number of the gradient moves its parameter, with the state it has of earlier ones. */
interface StepRule {
  /** How many numbers of state there are for each parameter. */
  int states();

  /**
   * @param step counted from 0
   * @param scale what the gradient is multiplied by first
   */
  void begin(int step, double learningRate, double scale);

  /**
   * Loops over plain arrays, which the virtual machine turns into vector instructions.
   *
   * @param p parameters, which move
   * @param g their gradient
   * @param states of the parameters, which move as well
   */
  void walk(float[] p, float[] g, float[][] states, int length);

  /**
   * Adam (Kingma and Ba, 2015, algorithm 1), with the bias corrections folded into the learning
   * rate and epsilon. DL4J's {@code AdamUpdater} leaves epsilon uncorrected, which in the first
   * updates shortens the steps of parameters with gradients below 1e-6: most output weights of a
   * large vocabulary.
   */
  final class AdamRule implements StepRule {
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
    public void begin(int step, double learningRate, double scale) {
      double correction = Math.sqrt(1 - Math.pow(beta2, step + 1));
      rate = (float) (learningRate * correction / (1 - Math.pow(beta1, step + 1)));
      correctedEpsilon = (float) (epsilon * correction);
      this.scale = (float) scale;
    }

    @Override
    public void walk(float[] p, float[] g, float[][] states, int length) {
      float[] m = states[0];
      float[] v = states[1];
      float rest1 = 1 - beta1;
      float rest2 = 1 - beta2;
      for (int i = 0; i < length; i++) {
        float slope = g[i] * scale;
        float mean = beta1 * m[i] + rest1 * slope;
        float square = beta2 * v[i] + rest2 * slope * slope;
        m[i] = mean;
        v[i] = square;
        p[i] -= rate * mean / ((float) Math.sqrt(square) + correctedEpsilon);
      }
    }
  }

  /** The formula of DL4J's {@code RmsPropUpdater} (Tieleman and Hinton, 2012, lecture 6.5). */
  final class RmsPropRule implements StepRule {
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
    public void begin(int step, double learningRate, double scale) {
      rate = (float) learningRate;
      this.scale = (float) scale;
    }

    @Override
    public void walk(float[] p, float[] g, float[][] states, int length) {
      float[] v = states[0];
      float rest = 1 - decay;
      for (int i = 0; i < length; i++) {
        float slope = g[i] * scale;
        float square = decay * v[i] + rest * slope * slope;
        v[i] = square;
        p[i] -= rate * slope / ((float) Math.sqrt(square) + epsilon);
      }
    }
  }
}
