/** HTTP controllers of events, replays, reruns, trial logs and workers. */
@NullMarked
package dev.trellis.execution.web;

import org.jspecify.annotations.NullMarked;
