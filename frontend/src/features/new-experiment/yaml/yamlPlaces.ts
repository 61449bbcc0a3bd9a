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

/** What is wrong with the text as YAML; until that is mended, the server need not be asked. */
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

/** Puts the server's violations where their JSON pointers lead in the text, in the order of the text. */
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

// The value where the pointer leads. Where it leads to nothing, such as a key that is missing, the key it gets
// lost at: "/parameters/learning_rate/min" without a min is a matter of the line of learning_rate.
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
