/** The dashboard's pages. */
@NullMarked
package dev.trellis.dashboard.web;

import org.jspecify.annotations.NullMarked;
