/**
 * Pagination over HTTP: reads the query parameters {@code page}, {@code size} and {@code sort},
 * validates them against the sortable fields, and documents them in OpenAPI.
 */
@NullMarked
package dev.trellis.paging.web;

import org.jspecify.annotations.NullMarked;
