/** Metrics that tell how far training has come instead of how well it goes. */
export const EPOCH_SECONDS = 'epoch_seconds';
export const UPDATES = 'updates';

/** Those whose curve says something: the updates of a trial are as many in each epoch, a straight line. */
export function drawable(metrics: readonly string[]): string[] {
  return metrics.filter((metric) => metric !== UPDATES);
}
