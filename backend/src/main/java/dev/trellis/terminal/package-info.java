/** Trellis in a terminal: the demonstration that the README starts with. */
@NullMarked
package dev.trellis.terminal;

import org.jspecify.annotations.NullMarked;
