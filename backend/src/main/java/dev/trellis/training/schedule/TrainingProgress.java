package dev.trellis.training.schedule;

import java.util.List;

/**
 * Progress of training. It must be the only input of a schedule: when a trial resumes from a
 * checkpoint, its curve then determines the learning rate.
 *
 * @param epochs epochs trained so far, including the fraction of the current epoch: 2.5 in the
 *     middle of the third epoch
 * @param validationLosses validation loss of each complete epoch, in order
 */
public record TrainingProgress(double epochs, List<Double> validationLosses) {
  public TrainingProgress {
    validationLosses = List.copyOf(validationLosses);
  }
}
