/**
 * One recurrent network under training: {@link RecurrentNetwork} runs forward and backward passes
 * with carried state, clips gradients and updates weights.
 */
@NullMarked
package dev.trellis.training.dl4j.network;

import org.jspecify.annotations.NullMarked;
