/**
 * Stopping rules, which end a trial by its own curve ({@link StoppingRules} lists them), the {@link
 * StopReason} that they record, and {@link SearchStopConditions}, which ends a whole search.
 */
@NullMarked
package dev.trellis.stopping;

import org.jspecify.annotations.NullMarked;
