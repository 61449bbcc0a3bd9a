package dev.trellis.training.dl4j.onednn;

/**
 * The numbers one primitive is made for.
 *
 * @param minibatch sequences trained side by side (N)
 * @param steps time steps of each (T)
 * @param inputs numbers a step brings in
 * @param hidden hidden units
 */
record LstmShape(long minibatch, long steps, long inputs, long hidden) {}
