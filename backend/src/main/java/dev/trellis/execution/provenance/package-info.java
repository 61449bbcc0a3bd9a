/** Provenance of an attempt: program version, libraries, engine and processor. */
@NullMarked
package dev.trellis.execution.provenance;

import org.jspecify.annotations.NullMarked;
