/**
 * Ends trials and searches early.
 *
 * <p>Stopping rules end a trial by its own curve: patience, target, maximum epochs, time limit,
 * values that are not finite. Pruners compare a trial with its peers: median, percentile, ASHA,
 * Hyperband. {@link dev.trellis.stopping.StopWhen} ends a whole search. A {@link
 * dev.trellis.stopping.StopReason} records the cause.
 */
@NullMarked
package dev.trellis.stopping;

import org.jspecify.annotations.NullMarked;
