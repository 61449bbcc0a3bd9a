/**
 * Inference with trained models: text generation by language models and classification of texts.
 * Models are loaded in a child process of the server (the generator process), never in the server
 * itself. Contains the service, the generator process and its request loop, the messages that both
 * processes exchange, and the cache of loaded models.
 */
@NullMarked
package dev.trellis.generation;

import org.jspecify.annotations.NullMarked;
