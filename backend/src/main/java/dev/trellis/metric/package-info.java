/**
 * Metrics: the objective with its goal and target, and curves of metric values by epoch.
 *
 * <p>This package uses no other package of Trellis.
 */
@NullMarked
package dev.trellis.metric;

import org.jspecify.annotations.NullMarked;
