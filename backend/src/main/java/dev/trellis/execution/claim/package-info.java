/**
 * Claims: the right of a worker to train a trial ({@link Claim}), its lease ({@link LeaseStore}),
 * and errors of stale and expired claims.
 */
@NullMarked
package dev.trellis.execution.claim;

import org.jspecify.annotations.NullMarked;
