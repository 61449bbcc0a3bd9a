/** Datasets over HTTP. */
@NullMarked
package dev.trellis.dataset.web;

import org.jspecify.annotations.NullMarked;
