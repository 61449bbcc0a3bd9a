import type { QueryClient } from '@tanstack/react-query';
import { get } from '@/api/http';
import type { Page, Trial } from '@/api/types';

const PAGE = 200;
/** A browser sends six requests at once; the visible data must not wait for these. */
const AT_ONCE = 3;
/** More than these are too many to draw a line each; the panels show the first so many. */
export const DRAWN_AT_MOST = 5_000;

/**
 * Reads all trials of an experiment. The first call reads every page; later calls read only running trials and trials
 * that ended or were proposed since, and merge them.
 */
export async function readTrials(
  id: number,
  client: QueryClient,
  key: readonly unknown[],
  signal: AbortSignal,
): Promise<Trial[]> {
  const held = client.getQueryData<Trial[]>(key);
  const page = (query: Record<string, string | number>) =>
    get<Page<Trial>>(`/experiments/${id}/trials`, query, signal);
  if (held === undefined) {
    const first = await page({ size: PAGE, sort: 'number' });
    const pages = Math.ceil(Math.min(first.total, DRAWN_AT_MOST) / PAGE);
    const read = [first];
    while (read.length < pages) {
      const next = Array.from({ length: Math.min(AT_ONCE, pages - read.length) }, (_, index) =>
        page({ size: PAGE, sort: 'number', page: read.length + index }),
      );
      read.push(...(await Promise.all(next)));
    }
    return mergeTrials(
      [],
      read.flatMap(({ items }) => items),
    );
  }
  const news = await Promise.all([
    page({ state: 'RUNNING', size: PAGE }),
    page({ sort: '-finished_at', size: 50 }),
    page({ sort: '-number', size: 50 }),
  ]);
  return mergeTrials(
    held,
    news.flatMap(({ items }) => items),
  );
}

/**
 * Returns the trials in the order of their numbers; the same array if nothing is new, so that nothing is rendered
 * again.
 */
export function mergeTrials(held: Trial[], news: readonly Trial[]): Trial[] {
  const byId = new Map(held.map((trial) => [trial.id, trial]));
  let changed = false;
  for (const trial of news) {
    const old = byId.get(trial.id);
    if (old && JSON.stringify(old) === JSON.stringify(trial)) continue;
    byId.set(trial.id, trial);
    changed = true;
  }
  return changed ? [...byId.values()].sort((a, b) => a.number - b.number) : held;
}
