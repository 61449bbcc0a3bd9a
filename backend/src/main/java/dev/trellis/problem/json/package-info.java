/** Explains mistakes in JSON documents. */
@NullMarked
package dev.trellis.problem.json;

import org.jspecify.annotations.NullMarked;
