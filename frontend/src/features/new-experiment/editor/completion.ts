import type { Schema } from '../form/schemaFields';

export interface Suggestion {
  label: string;
  detail: string;
  /** A key stands before a colon. */
  key: boolean;
}

/** Returns the completions at the end of the text by the schema, and the number of characters of the current word. */
export function suggest(
  before: string,
  schema: Schema,
): { typed: string; suggestions: Suggestion[] } | undefined {
  const lines = before.split('\n');
  const line = lines.at(-1) ?? '';
  if (line.includes('#')) return undefined;
  const typed = /[\w.-]*$/.exec(line)?.[0] ?? '';
  const open = line.slice(0, line.length - typed.length);
  const inside = flowPath(open);
  const valueKey = /([\w$]+):\s+$/.exec(open)?.[1];
  const path = [...blockPath(lines), ...inside];
  if (valueKey !== undefined) {
    const values = at(schema, [...path, valueKey])?.enum ?? [];
    return { typed, suggestions: values.map((value) => ({ label: String(value), detail: '', key: false })) };
  }
  if (!/^\s*$/.test(open) && !/[{,]\s*$/.test(open)) return undefined;
  const properties = at(schema, path)?.properties ?? {};
  return {
    typed,
    suggestions: Object.entries(properties)
      .filter(([, property]) => property.description !== undefined)
      .map(([label, property]) => ({ label, detail: property.description ?? '', key: true })),
  };
}

/** The keys around the last line, by their indentation. */
function blockPath(lines: readonly string[]): string[] {
  const path: string[] = [];
  let depth = indentOf(lines.at(-1) ?? '');
  for (const line of [...lines.slice(0, -1)].reverse()) {
    const key = /^\s*([\w$]+):\s*(#.*)?$/.exec(line)?.[1];
    if (key === undefined || indentOf(line) >= depth) continue;
    path.unshift(key);
    depth = indentOf(line);
  }
  return path;
}

/** The keys of braces on the line that are still open. */
function flowPath(line: string): string[] {
  const path: string[] = [];
  for (const match of line.matchAll(/(?:([\w$]+):\s*)?\{|\}/g)) {
    if (match[0] === '}') path.pop();
    else path.push(match[1] ?? '');
  }
  return path;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function at(schema: Schema, path: readonly string[]): Schema | undefined {
  const found = path.reduce<Schema | undefined>((one, key) => one && child(one, key), schema);
  return found && merged(found);
}

function child(schema: Schema, key: string): Schema | undefined {
  return [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
    .map((option) => option.properties?.[key])
    .find((property) => property !== undefined);
}

/** A schema of several kinds as one that allows the keys of all. */
function merged(schema: Schema): Schema {
  const kinds = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return {
    ...schema,
    properties: Object.assign({}, ...kinds.map((kind) => kind.properties)) as Record<string, Schema>,
  };
}
