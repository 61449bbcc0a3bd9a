package dev.trellis.training.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The registry of learning-rate schedules, by the name in submissions. To add a schedule, write its
 * class and register it here.
 */
public final class LearningRateSchedules {
  private static final Map<String, Function<ScheduleSettings, LearningRateSchedule>> BY_NAME =
      new LinkedHashMap<>();

  static {
    BY_NAME.put("constant", settings -> progress -> 1);
    BY_NAME.put("halve_linearly", settings -> new LinearHalvingSchedule(settings.epochs()));
    BY_NAME.put("step", settings -> new StepDecaySchedule(settings.epochs(), settings.factor()));
    BY_NAME.put(
        "exponential",
        settings -> new ExponentialDecaySchedule(settings.epochs(), settings.factor()));
    BY_NAME.put(
        "on_plateau", settings -> new PlateauSchedule(settings.factor(), settings.patience()));
    BY_NAME.put("adaptive", settings -> new AdaptiveSchedule());
    BY_NAME.put("one_cycle", settings -> new OneCycleSchedule(settings.epochs()));
  }

  private LearningRateSchedules() {}

  /** Returns the names in the order of the form; the first is the default. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * Creates a schedule.
   *
   * @param settings settings of the schedule; settings that the schedule does not need are ignored
   * @param warmUpEpochs number of warm-up epochs; 0 if the schedule has no warm-up
   * @throws IllegalArgumentException if no schedule has the name
   */
  public static LearningRateSchedule create(
      String name, ScheduleSettings settings, double warmUpEpochs) {
    Function<ScheduleSettings, LearningRateSchedule> factory = BY_NAME.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "unknown learning-rate schedule %s; expected one of %s".formatted(name, names()));
    }
    LearningRateSchedule schedule = factory.apply(settings);
    return warmUpEpochs > 0 ? new WarmUpSchedule(schedule, warmUpEpochs) : schedule;
  }
}
