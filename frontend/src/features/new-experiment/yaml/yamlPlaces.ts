import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Pair,
} from 'yaml';
import type { Violation } from '@/api/types';

/** A stretch of the text, in characters. */
export interface Place {
  from: number;
  to: number;
}

export interface Finding extends Place {
  /** From 1. */
  line: number;
  pointer: string;
  message: string;
}

/** Returns the YAML errors of the text; the server is asked only if there are none. */
export function syntaxFindings(text: string): Finding[] {
  const lines = new LineCounter();
  const { errors } = parseDocument(text, { lineCounter: lines });
  return errors.map((error) => {
    const [from, to] = error.pos;
    const message = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
    return {
      from: clamp(from, text),
      to: clamp(to, text),
      line: lines.linePos(from).line,
      pointer: '',
      message,
    };
  });
}

/** Maps the violations of the server to positions in the text by their JSON pointers, in the order of the text. */
export function placeViolations(text: string, violations: readonly Violation[]): Finding[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return violations
    .map(({ pointer, message }) => {
      const place = locate(document, pointer);
      return { ...place, line: lines.linePos(place.from).line, pointer, message };
    })
    .sort((a, b) => a.from - b.from);
}

// Returns the position of a pointer. If the value is missing, the position of its nearest existing parent:
// "/parameters/learning_rate/min" without a min refers to the line of learning_rate.
function locate(document: Document.Parsed, pointer: string): Place {
  let node: unknown = document.contents;
  let place: Place = { from: 0, to: 0 };
  const path = segments(pointer);
  for (const [depth, segment] of path.entries()) {
    const step = descend(node, segment);
    if (!step) return place;
    node = step.value;
    const last = depth === path.length - 1;
    place =
      (last ? valuePlace(step.value) : undefined) ?? keyPlace(step.key) ?? valuePlace(step.value) ?? place;
  }
  return place;
}

function descend(node: unknown, segment: string): { key: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item): item is Pair => isPair(item) && keyText(item.key) === segment);
    return pair && { key: pair.key, value: pair.value };
  }
  if (isSeq(node) && /^\d+$/.test(segment)) {
    const item = node.items[Number(segment)];
    return item === undefined ? undefined : { key: undefined, value: item };
  }
  return undefined;
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function keyPlace(key: unknown): Place | undefined {
  return isNode(key) && key.range ? { from: key.range[0], to: key.range[1] } : undefined;
}

/** Only a value on one line can be underlined; a block is pointed at by its key. */
function valuePlace(value: unknown): Place | undefined {
  if (!isNode(value) || !value.range || value.range[1] === value.range[0]) return undefined;
  const block = (isMap(value) || isSeq(value)) && !value.flow;
  return block ? undefined : { from: value.range[0], to: value.range[1] };
}

function segments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function clamp(position: number, text: string): number {
  return Math.min(Math.max(position, 0), text.length);
}
