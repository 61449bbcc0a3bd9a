package dev.trellis.search;

import dev.trellis.space.Choice;
import dev.trellis.space.Parameter;
import dev.trellis.space.Stretch;

/**
 * An axis that kernels of a {@link Parzen} density stand on, in units of its whole length. On an
 * ordered axis a kernel is a normal distribution cut off at the ends; among words it prefers one.
 *
 * @param parameter one that varies
 * @param isOrdered whether values are near to each other or far: all but words
 */
record Axis(Parameter parameter, boolean isOrdered) {
  /** Found on test functions beside Optuna's samplers; see bench/search. */
  private static final double WIDTH = 0.05;

  private static final int MOST_KERNELS_APART = 100;

  /** Narrower cells count as points of a continuous axis. */
  private static final double NARROW = 1e-3;

  /** A kernel has a third of its mass on the axis at least: this many never fail. */
  private static final int MOST_DRAWS = 100;

  static Axis of(Parameter parameter) {
    return new Axis(parameter, !(parameter instanceof Choice choice) || choice.isAscending());
  }

  /**
   * Scott's rule, but never narrower than so many kernels would stand side by side ("magic clip").
   *
   * @param observed how many kernels there are beside the prior
   */
  static double kernelWidth(int observed, int dimensions) {
    double width = WIDTH * Math.pow(Math.max(1, observed), -1.0 / (dimensions + 4));
    return Math.max(width, 1.0 / Math.min(MOST_KERNELS_APART, observed + 2));
  }

  /** The share of a normal kernel that lies on the axis. */
  static double massOnAxis(double center, double width) {
    return Normal.below((1 - center) / width) - Normal.below(-center / width);
  }

  /**
   * What a kernel gives to a place: a density where the axis is continuous, else the mass of a
   * value.
   *
   * @param onAxis {@link #massOnAxis} of the kernel
   * @param kernels how many there are in the mixture
   */
  double kernel(Stretch place, double center, double width, double onAxis, int kernels) {
    if (!isOrdered) {
      boolean preferred = width < 1 && place.low() <= center && center < place.high();
      double loose = looseness(kernels);
      return ((preferred ? 1 : 0) + loose * place.width()) / (1 + loose);
    }
    if (place.width() > NARROW) {
      double below = Normal.below((place.low() - center) / width);
      double mass = Normal.below((place.high() - center) / width) - below;
      return Math.max(mass, 0) / onAxis;
    }
    double z = (place.middle() - center) / width;
    return Math.exp(-0.5 * z * z) / (width * onAxis);
  }

  /** How little a kernel among words insists on its own, as in Optuna: less, the more there are. */
  private double looseness(int kernels) {
    return (double) parameter.gridSize() / kernels;
  }

  /** A position drawn from a kernel. */
  double draw(double center, double width, int kernels, Draws draws) {
    if (!isOrdered) {
      boolean preferred = width < 1 && draws.uniform() * (1 + looseness(kernels)) < 1;
      return preferred ? center : draws.uniform();
    }
    for (int attempt = 0; attempt < MOST_DRAWS; attempt++) {
      double position = center + width * draws.normal();
      if (position >= 0 && position < 1) {
        return position;
      }
    }
    return Math.min(center, Math.nextDown(1.0));
  }
}
