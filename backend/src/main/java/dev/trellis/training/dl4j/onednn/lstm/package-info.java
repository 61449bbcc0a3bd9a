/**
 * LSTM layers of DL4J computed by the LSTM primitive of oneDNN. {@link OneDnnLstm} installs them in
 * a network.
 */
@NullMarked
package dev.trellis.training.dl4j.onednn.lstm;

import org.jspecify.annotations.NullMarked;
