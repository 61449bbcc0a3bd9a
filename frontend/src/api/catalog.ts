import { queryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { Catalog, JsonSchema } from './types';

export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: ({ signal }) => get<Catalog>('/catalog', {}, signal),
  staleTime: Infinity,
});

/** JSON Schema of submissions. */
export const schemaQuery = queryOptions({
  queryKey: ['schema'],
  queryFn: ({ signal }) => get<JsonSchema>('/schema/experiment', {}, signal),
  staleTime: Infinity,
});

/**
 * Returns the schema of a submission for a kind of task; for the first kind if the task is unknown. The task may be
 * changed to every kind.
 */
export function schemaOf(schema: JsonSchema, task: unknown): JsonSchema {
  const kinds = schema.anyOf ?? [];
  const taskOf = (kind: JsonSchema) => kind.properties?.task;
  const typesOf = (kind: JsonSchema) => taskOf(kind)?.properties?.type?.enum ?? [];
  const chosen = kinds.find((kind) => typesOf(kind).some((type) => type === task)) ?? kinds[0];
  if (!chosen) return schema;
  const { task: own, ...rest } = chosen.properties ?? {};
  const type = { ...own?.properties?.type, enum: kinds.flatMap(typesOf) };
  return {
    ...chosen,
    properties: { task: { ...own, properties: { ...own?.properties, type } }, ...rest },
  };
}

/** The unit of a metric of that kind of task; empty while the catalog is on its way or does not know the metric. */
export function unitOf(catalog: Catalog | undefined, task: string | undefined, metric: string): string {
  const families = catalog?.families ?? [];
  const family = families.find(({ name }) => name === task) ?? families[0];
  return family?.metrics.find(({ name }) => name === metric)?.unit ?? '';
}
