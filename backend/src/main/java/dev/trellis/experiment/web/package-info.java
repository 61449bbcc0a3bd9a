/** Experiments over HTTP. */
@NullMarked
package dev.trellis.experiment.web;

import org.jspecify.annotations.NullMarked;
