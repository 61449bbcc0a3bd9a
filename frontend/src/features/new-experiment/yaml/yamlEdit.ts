import { isMap, isScalar, parseDocument } from 'yaml';

/** Returns the submission as data; undefined if the text has errors. */
export function readDocument(text: string): Record<string, unknown> | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS();
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

export function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    data,
  );
}

/**
 * The text with another value at the path; undefined takes the key away, and blocks that it leaves empty. Comments stay.
 * A text that is not sound stays as it is.
 */
export function writeValue(text: string, path: readonly string[], value: unknown): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return text;
  if (value === undefined) return withoutValue(text, path);
  const held = document.getIn(path, true);
  const written = isPlain(value) ? scalarText(value) : undefined;
  // A plain value takes the place of a plain value, letter for letter, so that nothing else moves.
  if (written !== undefined && isScalar(held) && held.range && held.value !== null)
    return text.slice(0, held.range[0]) + written + text.slice(held.range[1]);
  document.setIn(path, document.createNode(value, { flow: true }));
  return document.toString(STYLE);
}

function withoutValue(text: string, path: readonly string[]): string {
  const document = parseDocument(text);
  if (!document.hasIn(path)) return text;
  document.deleteIn(path);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const parent: unknown = document.getIn(path.slice(0, depth));
    if (!isMap(parent) || parent.items.length > 0) break;
    document.deleteIn(path.slice(0, depth));
  }
  return document.toString(STYLE);
}

const STYLE = { lineWidth: 0, flowCollectionPadding: false };

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function scalarText(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const text = value;
  // Text is quoted if YAML would read it as another value.
  const plain = /^[\p{L}_][\p{L}\p{N}_ .@:-]*$/u.test(text) && !/: |:$| $/.test(text);
  const read: unknown = plain ? parseDocument(text).toJS() : undefined;
  return read === text ? text : JSON.stringify(text);
}
