/** Columns, their order and the pinned ones; written as `number!,state,best_value`. */
export interface Layout {
  shown: string[];
  pinned: string[];
}

export function readLayout(text: string | null, known: readonly string[], usual: readonly string[]): Layout {
  const entries = (text ?? '').split(',').map((entry) => ({
    id: entry.replace(/!$/, ''),
    pinned: entry.endsWith('!'),
  }));
  const valid = entries.filter(
    ({ id }, index) => known.includes(id) && entries.findIndex((other) => other.id === id) === index,
  );
  if (valid.length === 0) return { shown: [...usual], pinned: usual.slice(0, 1) };
  return {
    shown: valid.map(({ id }) => id),
    pinned: valid.filter(({ pinned }) => pinned).map(({ id }) => id),
  };
}

/** Null for the default layout. */
export function writeLayout({ shown, pinned }: Layout, usual: readonly string[]): string | null {
  const text = shown.map((id) => id + (pinned.includes(id) ? '!' : '')).join(',');
  return text === usual.map((id, index) => id + (index === 0 ? '!' : '')).join(',') ? null : text;
}

/** Pinned columns stand before the others. */
export function inOrder({ shown, pinned }: Layout): string[] {
  return [...shown.filter((id) => pinned.includes(id)), ...shown.filter((id) => !pinned.includes(id))];
}

export function moved({ shown, pinned }: Layout, id: string, by: 1 | -1): Layout {
  const from = shown.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= shown.length) return { shown, pinned };
  const next = shown.filter((other) => other !== id);
  next.splice(to, 0, id);
  return { shown: next, pinned };
}

export function toggled(list: readonly string[], id: string): string[] {
  return list.includes(id) ? list.filter((other) => other !== id) : [...list, id];
}
