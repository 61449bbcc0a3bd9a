/**
 * OpenAPI document: its description ({@link OpenApiConfiguration}) and the schemas of records
 * ({@link RecordSchemas}).
 */
@NullMarked
package dev.trellis.api;

import org.jspecify.annotations.NullMarked;
