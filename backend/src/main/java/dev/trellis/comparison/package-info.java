/** What the screen compares: leaderboards and curve windows. */
@NullMarked
package dev.trellis.comparison;

import org.jspecify.annotations.NullMarked;
