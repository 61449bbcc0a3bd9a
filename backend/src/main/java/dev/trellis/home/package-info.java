/**
 * Home directory of Trellis, which contains database, artifacts and logs. {@link
 * dev.trellis.home.Home} validates the directory and its permissions, {@link
 * dev.trellis.home.PrivateFiles} creates files that only their owner may open, and {@link
 * dev.trellis.home.WorkFiles} manages temporary files.
 */
@NullMarked
package dev.trellis.home;

import org.jspecify.annotations.NullMarked;
