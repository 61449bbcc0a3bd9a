/** Training speed benchmark, in the package of the training step to access package-private classes. */
@org.jspecify.annotations.NullMarked
package dev.trellis.training.dl4j;
