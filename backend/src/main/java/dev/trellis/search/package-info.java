/** Search strategies: pure functions that decide which assignment comes next. */
@NullMarked
package dev.trellis.search;

import org.jspecify.annotations.NullMarked;
