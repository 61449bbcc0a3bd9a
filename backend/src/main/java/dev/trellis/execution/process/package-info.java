/**
 * Worker processes: their start by a server ({@link LocalWorkerProcess}), settings, registration,
 * shutdown, and isolated trials in a process of their own.
 */
@NullMarked
package dev.trellis.execution.process;

import org.jspecify.annotations.NullMarked;
