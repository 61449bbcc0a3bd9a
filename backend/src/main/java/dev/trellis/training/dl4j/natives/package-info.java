/**
 * Native libraries of ND4J: one computing thread per trial ({@link NativeThreads}) and versions for
 * provenance ({@link NativeLibraries}).
 */
@NullMarked
package dev.trellis.training.dl4j.natives;

import org.jspecify.annotations.NullMarked;
