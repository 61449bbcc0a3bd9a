/** The only code that sees Deeplearning4j, ND4J and the native libraries. */
@NullMarked
package dev.trellis.training.dl4j;

import org.jspecify.annotations.NullMarked;
