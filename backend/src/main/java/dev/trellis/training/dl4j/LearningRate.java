package dev.trellis.training.dl4j;

import dev.trellis.space.Assignment;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.schedule.LearningRateSchedule;
import dev.trellis.training.schedule.LearningRateSchedules;
import dev.trellis.training.schedule.Progress;
import dev.trellis.training.schedule.ScheduleSettings;
import java.util.List;

/** The learning rate of an assignment, read: where it starts from and how it goes on. */
record LearningRate(double base, LearningRateSchedule schedule) {
  static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          new Hyperparameter.Real(
              "learning_rate",
              "Size of a step of the updater, for a loss in mean nats per token.",
              0.01,
              0,
              false,
              10),
          new Hyperparameter.Word(
              "schedule",
              "How the learning rate changes in training.",
              LearningRateSchedules.names()),
          new Hyperparameter.Whole(
              "schedule_epochs",
              "Epochs to half the rate (halve_linearly), to the next factor (step, exponential), or of the whole cycle (one_cycle).",
              10,
              1,
              10_000),
          new Hyperparameter.Real(
              "schedule_factor",
              "What step, exponential and on_plateau multiply the rate by.",
              0.1,
              0,
              false,
              1),
          new Hyperparameter.Whole(
              "schedule_patience",
              "Epochs without a better validation loss until on_plateau lowers the rate.",
              2,
              1,
              1000),
          new Hyperparameter.Real(
              "warmup_epochs",
              "Epochs in which the rate rises from a hundredth, in a straight line.",
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
        LearningRateSchedules.named(
            assignment.text("schedule"), settings, assignment.real("warmup_epochs")));
  }

  /** One that never changes. */
  static LearningRate constant(double base) {
    return new LearningRate(base, progress -> 1);
  }

  double at(Progress progress) {
    return base * schedule.factor(progress);
  }
}
