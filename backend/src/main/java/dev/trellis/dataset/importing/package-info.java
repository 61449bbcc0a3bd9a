/**
 * Readers of uploaded files: plain text ({@link TextImport}) and labeled texts as lines, CSV or
 * JSON lines ({@link LabeledImport}); strict decoding, limits of lines and vocabulary, digests.
 */
@NullMarked
package dev.trellis.dataset.importing;

import org.jspecify.annotations.NullMarked;
