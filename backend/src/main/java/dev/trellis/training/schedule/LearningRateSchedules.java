package dev.trellis.training.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All schedules there are, by the name they have in submissions. One file and one line each. */
public final class LearningRateSchedules {
  private static final Map<String, Function<ScheduleSettings, LearningRateSchedule>> BY_NAME =
      new LinkedHashMap<>();

  static {
    BY_NAME.put("constant", settings -> progress -> 1);
    BY_NAME.put("halve_linearly", settings -> new HalveLinearly(settings.epochs()));
    BY_NAME.put("step", settings -> new StepDecay(settings.epochs(), settings.factor()));
    BY_NAME.put(
        "exponential", settings -> new ExponentialDecay(settings.epochs(), settings.factor()));
    BY_NAME.put("on_plateau", settings -> new OnPlateau(settings.factor(), settings.patience()));
    BY_NAME.put("adaptive", settings -> new Adaptive());
    BY_NAME.put("one_cycle", settings -> new OneCycle(settings.epochs()));
  }

  private LearningRateSchedules() {}

  /** In the order a form shows them; the first is the default. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * @param warmUpEpochs 0 for none
   * @throws IllegalArgumentException where no schedule is called so
   */
  public static LearningRateSchedule named(
      String name, ScheduleSettings settings, double warmUpEpochs) {
    Function<ScheduleSettings, LearningRateSchedule> maker = BY_NAME.get(name);
    if (maker == null) {
      throw new IllegalArgumentException("no schedule is called " + name + ": " + names());
    }
    LearningRateSchedule schedule = maker.apply(settings);
    return warmUpEpochs > 0 ? new WarmUp(schedule, warmUpEpochs) : schedule;
  }
}
