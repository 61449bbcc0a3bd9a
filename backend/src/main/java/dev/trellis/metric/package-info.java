/** What is measured, which way is better, and curves of it. Leaf package. */
@NullMarked
package dev.trellis.metric;

import org.jspecify.annotations.NullMarked;
