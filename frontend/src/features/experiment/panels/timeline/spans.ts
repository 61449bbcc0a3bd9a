import type { StateEvent, Trial, TrialState } from '@/api/types';

/** A stretch of time in which one worker trained one trial, in epoch milliseconds. */
export interface Span {
  trial: Trial;
  /** Null if the worker is unknown. */
  worker: string | null;
  from: number;
  to: number;
  /** State of the trial at the end of the span; RUNNING if the span has not ended. */
  end: TrialState;
  /** Why it ended, as the events have it. */
  reason: string | null;
}

/**
 * When which worker had which trial, by the changes of state, the newest first. A trial whose claims are no longer in
 * the log has one span, from its start to its end.
 */
export function toSpans(events: readonly StateEvent[], trials: readonly Trial[], now: number): Span[] {
  const open = new Map<number, Span>();
  const spans = new Map<number, Span[]>(trials.map((trial) => [trial.id, []]));
  const known = new Map(trials.map((trial) => [trial.id, trial]));
  for (const { trial_id, at, state, reason, worker_id } of [...events].reverse()) {
    const trial = known.get(trial_id ?? -1);
    if (!trial || state === 'DELETED') continue;
    const held = open.get(trial.id);
    if (held) Object.assign(held, { to: Date.parse(at), end: state, reason });
    open.delete(trial.id);
    if (state !== 'RUNNING') continue;
    const span: Span = {
      trial,
      worker: worker_id,
      from: Date.parse(at),
      to: Math.max(now, Date.parse(at)),
      end: state,
      reason: null,
    };
    open.set(trial.id, span);
    spans.get(trial.id)?.push(span);
  }
  return trials
    .flatMap((trial) => {
      const own = spans.get(trial.id) ?? [];
      return own.length > 0 ? own : whole(trial, now);
    })
    .sort((a, b) => a.from - b.from || a.trial.number - b.trial.number);
}

function whole(trial: Trial, now: number): Span[] {
  const { started_at: start, finished_at: end, state } = trial;
  if (start === null || (end === null && state !== 'RUNNING')) return [];
  const from = Date.parse(start);
  const to = end === null ? Math.max(now, from) : Date.parse(end);
  return [{ trial, worker: null, from, to, end: state, reason: trial.stop_reason?.rule ?? null }];
}

export interface Row {
  span: Span;
  /** Counted from the top over all workers. */
  lane: number;
  /** Which of the workers. */
  group: number;
}

/** A group of lanes for each worker; spans at the same time stand on lanes of their own, each takes the first that is free. */
export function toRows(spans: readonly Span[]): {
  rows: Row[];
  workers: { name: string | null; lane: number }[];
} {
  const groups = new Map<string | null, Span[]>();
  for (const span of spans) {
    const group = groups.get(span.worker);
    if (group) group.push(span);
    else groups.set(span.worker, [span]);
  }
  const workers: { name: string | null; lane: number }[] = [];
  let first = 0;
  const rows = [...groups].flatMap(([name, own], group) => {
    workers.push({ name, lane: first });
    const ends: number[] = [];
    const placed = own.map((span) => {
      const free = ends.findIndex((end) => end <= span.from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = span.to;
      return { span, lane: first + lane, group };
    });
    first += ends.length;
    return placed;
  });
  return { rows, workers };
}

/** Returns the average number of trials that trained at the same time. */
export function busyShare(spans: readonly Span[]): number {
  if (spans.length === 0) return 0;
  const from = spans.reduce((least, span) => Math.min(least, span.from), Infinity);
  const to = spans.reduce((most, span) => Math.max(most, span.to), -Infinity);
  const busy = spans.reduce((sum, span) => sum + span.to - span.from, 0);
  return to > from ? busy / (to - from) : spans.length;
}
