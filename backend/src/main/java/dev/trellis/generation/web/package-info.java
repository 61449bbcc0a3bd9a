/**
 * HTTP endpoints for text generation and classification, the reader of their request bodies, and
 * the response headers about unknown tokens.
 */
@NullMarked
package dev.trellis.generation.web;

import org.jspecify.annotations.NullMarked;
