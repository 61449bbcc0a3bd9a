/**
 * Logs of trials: lines that a worker logs while it trains a trial ({@link TrialLogs}), and the
 * messages about the trial itself ({@link TrialLogMessages}).
 */
@NullMarked
package dev.trellis.execution.log;

import org.jspecify.annotations.NullMarked;
