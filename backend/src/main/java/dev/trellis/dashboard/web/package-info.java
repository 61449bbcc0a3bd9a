/** Pages of the dashboard: the routes of its single HTML page, and the page for unknown URLs. */
@NullMarked
package dev.trellis.dashboard.web;

import org.jspecify.annotations.NullMarked;
