/**
 * Trained models put to use: texts that language models write. Models are loaded in a child process
 * of the server, never in the server itself.
 */
@NullMarked
package dev.trellis.generation;

import org.jspecify.annotations.NullMarked;
