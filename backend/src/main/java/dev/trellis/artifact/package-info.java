/** Where large immutable bytes live: dataset texts, models, checkpoints. Leaf package. */
@NullMarked
package dev.trellis.artifact;

import org.jspecify.annotations.NullMarked;
