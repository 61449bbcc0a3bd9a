/** The command line, the checks before a start, and the lines that a start prints. */
@NullMarked
package dev.trellis.launch;

import org.jspecify.annotations.NullMarked;
