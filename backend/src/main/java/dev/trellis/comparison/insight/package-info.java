/**
 * What the finished trials of an experiment teach: which parameters mattered, where the best values
 * are, what more costs, and how to say so. Pure functions of the trials.
 */
@NullMarked
package dev.trellis.comparison.insight;

import org.jspecify.annotations.NullMarked;
