package dev.trellis.dataset;

/**
 * What became of an import.
 *
 * @param created false where the same bytes were there under that name already
 */
public record ImportResult(Dataset dataset, boolean created) {}
