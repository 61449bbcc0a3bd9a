/**
 * LSTM layers of DL4J on oneDNN's LSTM primitives: the same parameters, gradients and model files,
 * several times the speed. Used through {@link dev.trellis.training.dl4j.onednn.OneDnnLstm}.
 */
@NullMarked
package dev.trellis.training.dl4j.onednn;

import org.jspecify.annotations.NullMarked;
