import type { Dataset } from '@/api/types';

export function datasetAddress({ name }: Pick<Dataset, 'name'>): string {
  return `/datasets/${encodeURIComponent(name)}`;
}
