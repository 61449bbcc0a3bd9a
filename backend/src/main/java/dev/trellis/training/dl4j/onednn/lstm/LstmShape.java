package dev.trellis.training.dl4j.onednn.lstm;

/**
 * The shape of the arguments of an LSTM primitive.
 *
 * @param minibatch number of sequences (N)
 * @param steps number of time steps of each sequence (T)
 * @param inputs input size of a time step
 * @param hidden hidden size
 */
record LstmShape(long minibatch, long steps, long inputs, long hidden) {}
