/**
 * Native memory, objects and primitives of oneDNN: descriptors ({@link Memories}), lifetimes
 * ({@link NativeObjects}), reorders ({@link Reorder}) and a cache by shape ({@link ShapeCache}).
 */
@NullMarked
package dev.trellis.training.dl4j.onednn.memory;

import org.jspecify.annotations.NullMarked;
