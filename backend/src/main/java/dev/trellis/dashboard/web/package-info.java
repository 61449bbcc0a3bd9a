/** The dashboard's pages and what browsers are told to allow them. */
@NullMarked
package dev.trellis.dashboard.web;

import org.jspecify.annotations.NullMarked;
