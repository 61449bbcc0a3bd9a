/** Rules that end a trial by its own curve, and the reason they leave behind. */
@NullMarked
package dev.trellis.stopping;

import org.jspecify.annotations.NullMarked;
