/** Who may speak to this server. */
@NullMarked
package dev.trellis.access;

import org.jspecify.annotations.NullMarked;
