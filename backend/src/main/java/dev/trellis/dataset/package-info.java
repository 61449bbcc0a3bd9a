/**
 * Datasets: {@link Datasets} imports, lists and opens them, {@link DatasetNames} checks names,
 * {@link SampleCorpora} offers the sample texts. {@code dataset.importing} reads uploaded files,
 * {@code dataset.text} prepares texts for training.
 */
@NullMarked
package dev.trellis.dataset;

import org.jspecify.annotations.NullMarked;
