/**
 * The PostgreSQL server that Trellis brings along for those who name none of their own, the checks
 * of the schema, the health of the database, and errors of lost connections as one log line.
 */
@NullMarked
package dev.trellis.database;

import org.jspecify.annotations.NullMarked;
