/**
 * Insights from the finished trials of an experiment: parameter importance, best regions, cost of
 * larger values, and their sentences. Pure functions of the trials.
 */
@NullMarked
package dev.trellis.comparison.insight;

import org.jspecify.annotations.NullMarked;
