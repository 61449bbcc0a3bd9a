import { expect, test } from 'vitest';
import type { StateEvent, Trial, TrialState } from '@/api/types';
import { busyShare, toRows, toSpans } from './spans';

const at = (second: number) => new Date(second * 1000).toISOString();
const trial = (number: number, from: number | null, to: number | null, state: TrialState = 'COMPLETED') =>
  ({
    id: number,
    number,
    state,
    started_at: from === null ? null : at(from),
    finished_at: to === null ? null : at(to),
    stop_reason: null,
  }) as Trial;
const event = (trial_id: number, second: number, state: TrialState, reason: string, worker_id = 'a-1') =>
  ({ trial_id, at: at(second), state, reason, worker_id }) as StateEvent;
const spansOf = (trials: Trial[], now = 0) => toSpans([], trials, now);

test('a trial that waited at a rung and was handed to another worker has a span for each claim', () => {
  const events = [
    event(7, 30, 'COMPLETED', 'max_epochs', 'b-2'),
    event(7, 20, 'RUNNING', 'claimed', 'b-2'),
    event(7, 12, 'QUEUED', 'resumed'),
    event(7, 10, 'PAUSED', 'rung'),
    event(7, 5, 'RUNNING', 'claimed'),
    event(7, 1, 'QUEUED', 'proposed'),
  ];
  expect(toSpans(events, [trial(7, 5, 30)], 99_000)).toMatchObject([
    { worker: 'a-1', from: 5_000, to: 10_000, end: 'PAUSED', reason: 'rung' },
    { worker: 'b-2', from: 20_000, to: 30_000, end: 'COMPLETED', reason: 'max_epochs' },
  ]);
});

test('one that runs goes on until now, one that was handed back does not', () => {
  const events = [
    event(1, 4, 'QUEUED', 'handed_back'),
    event(1, 2, 'RUNNING', 'claimed'),
    event(0, 1, 'RUNNING', 'claimed'),
  ];
  const trials = [trial(0, 1, null, 'RUNNING'), trial(1, 2, null, 'QUEUED'), trial(2, null, null, 'QUEUED')];
  expect(toSpans(events, trials, 9_000).map(({ from, to, end }) => [from, to, end])).toEqual([
    [1_000, 9_000, 'RUNNING'],
    [2_000, 4_000, 'QUEUED'],
  ]);
});

test('without events a trial has its start and its end, and nothing while it waits', () => {
  const trials = [trial(0, 1, 5), trial(1, 1, null, 'RUNNING'), trial(2, 1, null, 'QUEUED')];
  expect(spansOf(trials, 9_000)).toMatchObject([
    { worker: null, from: 1_000, to: 5_000 },
    { worker: null, from: 1_000, to: 9_000 },
  ]);
});

test('what ran at once stands on lanes of its own, a lane that is free again is used again', () => {
  const { rows } = toRows(spansOf([trial(0, 0, 10), trial(1, 2, 5), trial(2, 5, 8), trial(3, 6, 7)]));
  expect(rows.map(({ span, lane }) => [span.trial.number, lane])).toEqual([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
  ]);
});

test('each worker has lanes of its own', () => {
  const events = [
    event(2, 2, 'RUNNING', 'claimed', 'a-1'),
    event(1, 1, 'RUNNING', 'claimed', 'b-2'),
    event(0, 0, 'RUNNING', 'claimed', 'a-1'),
  ];
  const trials = [0, 1, 2].map((number) => trial(number, number, null, 'RUNNING'));
  const { rows, workers } = toRows(toSpans(events, trials, 9_000));
  expect(workers).toEqual([
    { name: 'a-1', lane: 0 },
    { name: 'b-2', lane: 2 },
  ]);
  expect(rows.map(({ span, lane }) => [span.trial.number, lane])).toEqual([
    [0, 0],
    [2, 1],
    [1, 2],
  ]);
});

test('two that ran half of the time each make one at a time', () => {
  expect(busyShare(spansOf([trial(0, 0, 5), trial(1, 5, 10)]))).toBe(1);
  expect(busyShare(spansOf([trial(0, 0, 10), trial(1, 0, 10)]))).toBe(2);
  expect(busyShare([])).toBe(0);
});
