package dev.trellis.dataset;

/**
 * Result of an import.
 *
 * @param created false if the same bytes were stored under that name already
 */
public record ImportResult(Dataset dataset, boolean created) {}
