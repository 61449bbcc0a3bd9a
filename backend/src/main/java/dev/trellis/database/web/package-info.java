/** Answers of requests while the database is away or a disk is full. */
@NullMarked
package dev.trellis.database.web;

import org.jspecify.annotations.NullMarked;
