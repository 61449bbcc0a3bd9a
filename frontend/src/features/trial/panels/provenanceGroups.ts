export interface FactGroup {
  /** Empty for single keys. */
  title: string;
  facts: [string, string][];
}

/** Returns the provenance of an attempt in groups: single values first, then each record. */
export function provenanceGroups(attempt: Record<string, unknown>): FactGroup[] {
  const entries = Object.entries(attempt);
  const alone = entries.filter(([, value]) => !isRecord(value));
  const parts = entries.flatMap(([title, value]) =>
    isRecord(value) ? [{ title, facts: flatten(value) }] : [],
  );
  return [{ title: '', facts: flatten(Object.fromEntries(alone)) }, ...parts].filter(
    ({ facts }) => facts.length > 0,
  );
}

/** Nested records as one list, with the path for a name. */
function flatten(record: Record<string, unknown>, prefix = ''): [string, string][] {
  return Object.entries(record).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return [[prefix + name, value.map(String).join(', ')]];
    if (isRecord(value)) return flatten(value, `${prefix}${name} `);
    return [[prefix + name, typeof value === 'string' ? value : JSON.stringify(value)]];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
