/**
 * Layers of a recurrent network: token lookup, LSTM and simple RNN with carried state, dropout,
 * pooling, softmax output and loss.
 */
@NullMarked
package dev.trellis.training.dl4j.layer;

import org.jspecify.annotations.NullMarked;
