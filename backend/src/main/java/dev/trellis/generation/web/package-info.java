/** Trained models in use, over HTTP. */
@NullMarked
package dev.trellis.generation.web;

import org.jspecify.annotations.NullMarked;
