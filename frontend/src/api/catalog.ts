import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { Catalog, JsonSchema } from './types';

export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: ({ signal }) => get<Catalog>('/catalog', {}, signal),
  staleTime: Infinity,
});

/** What a submission may hold, as JSON Schema. */
export const schemaQuery = queryOptions({
  queryKey: ['schema'],
  queryFn: ({ signal }) => get<JsonSchema>('/schema/experiment', {}, signal),
  staleTime: Infinity,
});

/** The unit of a metric, empty while the catalog is on its way or where it does not know the metric. */
export function unitOf(catalog: Catalog | undefined, metric: string): string {
  return (
    catalog?.families.flatMap((family) => family.metrics).find(({ name }) => name === metric)?.unit ?? ''
  );
}
