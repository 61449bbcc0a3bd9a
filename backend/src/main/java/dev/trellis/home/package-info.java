/**
 * The directory of everything Trellis keeps: {@link dev.trellis.home.Home} checks that it is
 * private, {@link dev.trellis.home.WorkFiles} holds temporary files below it.
 */
@NullMarked
package dev.trellis.home;

import org.jspecify.annotations.NullMarked;
