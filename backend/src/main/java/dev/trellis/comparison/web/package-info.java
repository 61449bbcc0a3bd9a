/** HTTP controllers of comparisons, curves, exports and insights. */
@NullMarked
package dev.trellis.comparison.web;

import org.jspecify.annotations.NullMarked;
