package dev.trellis.comparison.insight;

import dev.trellis.space.Assignment;

/**
 * A trial that is over and has a best value.
 *
 * @param value the objective at its best epoch; finite
 * @param seconds how long it trained
 * @param size number of weights of its model
 */
public record Finished(
    long id, long number, Assignment assignment, double value, double seconds, long size) {}
