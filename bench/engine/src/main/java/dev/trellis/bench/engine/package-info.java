/** How fast a trial trains: measurements, not part of the product. */
@NullMarked
package dev.trellis.bench.engine;

import org.jspecify.annotations.NullMarked;
