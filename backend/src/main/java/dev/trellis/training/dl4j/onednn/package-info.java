/**
 * Training on oneDNN primitives with the parameters, gradients and model files of DL4J: softmax
 * output ({@link OneDnnSoftmax}), token embedding, pooling and fused optimizers. {@code
 * onednn.lstm} holds the LSTM layers, {@code onednn.memory} native memory and reorders.
 */
@NullMarked
package dev.trellis.training.dl4j.onednn;

import org.jspecify.annotations.NullMarked;
