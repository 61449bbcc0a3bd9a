package dev.trellis.training.dl4j.settings;

import dev.trellis.space.Assignment;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.schedule.LearningRateSchedule;
import dev.trellis.training.schedule.LearningRateSchedules;
import dev.trellis.training.schedule.ScheduleSettings;
import dev.trellis.training.schedule.TrainingProgress;
import java.util.List;

/**
 * Learning rate of an assignment: base rate and schedule.
 *
 * @param base rate that the factor of the schedule multiplies
 */
public record LearningRate(double base, LearningRateSchedule schedule) {
  public static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          new Hyperparameter.Real(
              "learning_rate",
              "Base learning rate of the optimizer, multiplied by the factor of the schedule; for a mean loss in nats.",
              0.01,
              0,
              false,
              10),
          new Hyperparameter.Word(
              "schedule", "Learning rate schedule.", LearningRateSchedules.names()),
          new Hyperparameter.Whole(
              "schedule_epochs",
              "Period of the schedule, in epochs: until the rate is halved (halve_linearly), until it is multiplied by schedule_factor (step, exponential), or length of the cycle (one_cycle).",
              10,
              1,
              10_000),
          new Hyperparameter.Real(
              "schedule_factor",
              "Decay factor of the learning rate for step, exponential and on_plateau.",
              0.1,
              0,
              false,
              1),
          new Hyperparameter.Whole(
              "schedule_patience",
              "Epochs without improvement of the validation loss until on_plateau multiplies the learning rate by schedule_factor.",
              2,
              1,
              1000),
          new Hyperparameter.Real(
              "warmup_epochs",
              "Length of the linear warm-up in epochs, from 1 % to 100 % of the learning rate; 0 for no warm-up.",
              0,
              0,
              true,
              1000));

  static LearningRate of(Assignment assignment) {
    ScheduleSettings settings =
        new ScheduleSettings(
            assignment.integer("schedule_epochs"),
            assignment.real("schedule_factor"),
            assignment.integer("schedule_patience"));
    return new LearningRate(
        assignment.real("learning_rate"),
        LearningRateSchedules.create(
            assignment.text("schedule"), settings, assignment.real("warmup_epochs")));
  }

  /** Returns a constant learning rate. */
  static LearningRate constant(double base) {
    return new LearningRate(base, progress -> 1);
  }

  /** Returns the learning rate at a point of training. */
  public double at(TrainingProgress progress) {
    return base * schedule.factor(progress);
  }
}
