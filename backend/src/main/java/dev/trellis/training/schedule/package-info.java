/** Learning-rate schedules: pure functions of how far training is and how it went. */
@NullMarked
package dev.trellis.training.schedule;

import org.jspecify.annotations.NullMarked;
