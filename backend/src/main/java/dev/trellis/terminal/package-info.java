/**
 * Command {@code demo}: runs two searches against the server of this process, with an HTTP client,
 * a progress bar and a table of the best trials.
 */
@NullMarked
package dev.trellis.terminal;

import org.jspecify.annotations.NullMarked;
