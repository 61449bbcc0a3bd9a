package dev.trellis.training.schedule;

/**
 * What a schedule is told; each uses what it needs.
 *
 * @param epochs its unit of time, at least 1
 * @param factor what it multiplies by, between 0 and 1
 * @param patience epochs without a better validation loss that it bears, at least 1
 */
public record ScheduleSettings(double epochs, double factor, int patience) {}
