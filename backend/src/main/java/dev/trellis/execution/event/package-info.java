/** Events: state changes of experiments and trials, written by database triggers. */
@NullMarked
package dev.trellis.execution.event;

import org.jspecify.annotations.NullMarked;
