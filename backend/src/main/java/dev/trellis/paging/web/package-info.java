/** Pages over HTTP: query parameters {@code page}, {@code size} and {@code sort}. */
@NullMarked
package dev.trellis.paging.web;

import org.jspecify.annotations.NullMarked;
