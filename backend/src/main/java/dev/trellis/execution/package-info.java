/** From a submitted experiment to finished trials: planning, claiming, running, recovering. */
@NullMarked
package dev.trellis.execution;

import org.jspecify.annotations.NullMarked;
