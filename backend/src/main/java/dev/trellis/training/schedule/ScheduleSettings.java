package dev.trellis.training.schedule;

/**
 * Settings of a learning-rate schedule; a schedule ignores settings that it does not need.
 *
 * @param epochs period or cycle length in epochs, at least 1
 * @param factor decay factor, between 0 and 1
 * @param patience number of epochs without a better validation loss before the learning rate is
 *     reduced, at least 1
 */
public record ScheduleSettings(double epochs, double factor, int patience) {}
