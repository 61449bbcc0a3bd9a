/** What stands between the network and the controllers. */
@NullMarked
package dev.trellis.access.web;

import org.jspecify.annotations.NullMarked;
