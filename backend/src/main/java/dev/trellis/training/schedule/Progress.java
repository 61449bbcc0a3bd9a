package dev.trellis.training.schedule;

import java.util.List;

/**
 * How far training is. Nothing else decides the learning rate, so a trial that goes on from a
 * checkpoint needs its curve and nothing more.
 *
 * @param epochs trained so far, with the part of the running one: 2.5 in the middle of the third
 * @param validationLosses one for each whole epoch so far, in order
 */
public record Progress(double epochs, List<Double> validationLosses) {
  public Progress {
    validationLosses = List.copyOf(validationLosses);
  }
}
