/** In the package of the training step, so that the product needs no door for its benchmark. */
@org.jspecify.annotations.NullMarked
package dev.trellis.training.dl4j;
