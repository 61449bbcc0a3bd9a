/** The PostgreSQL server that Trellis brings along for those who name none of their own. */
@NullMarked
package dev.trellis.database;

import org.jspecify.annotations.NullMarked;
