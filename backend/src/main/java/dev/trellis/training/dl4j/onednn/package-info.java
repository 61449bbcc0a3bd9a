/**
 * Fast replacements for parts of DL4J networks, on top of oneDNN: LSTM layers ({@link
 * dev.trellis.training.dl4j.onednn.OneDnnLstm}), the softmax output layer, token embedding, pooling
 * and reversal over time, and a fused Adam and RMSProp updater.
 *
 * <p>Parameters, gradients and model files stay those of DL4J.
 */
@NullMarked
package dev.trellis.training.dl4j.onednn;

import org.jspecify.annotations.NullMarked;
