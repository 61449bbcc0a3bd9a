/** Curves and exports over HTTP. */
@NullMarked
package dev.trellis.comparison.web;

import org.jspecify.annotations.NullMarked;
