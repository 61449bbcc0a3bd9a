/**
 * Assignments as typed settings of recurrent models: cell, optimizer, learning rate,
 * initialization, and estimates of parameters and memory.
 */
@NullMarked
package dev.trellis.training.dl4j.settings;

import org.jspecify.annotations.NullMarked;
