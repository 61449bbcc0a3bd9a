/**
 * Analysis of trials and experiments: learning curves with downsampling, comparison of trials and
 * of optimization histories, gradient alarms, export of trials as tables, insights and replication
 * results. The statistics are in the subpackages {@code insight} and {@code replication}.
 */
@NullMarked
package dev.trellis.comparison;

import org.jspecify.annotations.NullMarked;
