import { expect, test } from 'vitest';
import type { Trial } from '@/api/types';
import { nearestDot } from '@/shared/plot/dots';
import { linearScale } from '@/shared/plot/scale';
import { toDots } from './toDots';

const axis = (id: string) => ({ id, label: id, scale: linearScale(0, 10) });
const trial = (id: number, width: number, best_value: Trial['best_value']) =>
  ({ id, parameters: { width }, best_value }) as unknown as Trial;
const trials = [trial(1, 5, 1), trial(2, 10, 4), trial(3, 0, 'NaN'), trial(4, 5, 9)];
const dots = toDots(trials, axis('parameters.width'), axis('best_value'), {
  goal: 'minimize',
  brush: { 'parameters.width': { low: 0, high: 5 } },
  best: 1,
});

test('a trial without a finite value has no dot; what is brushed away is faint and below, the best is above all', () => {
  expect(dots.map(({ item, x, y, emphasis }) => [item.id, x, y, emphasis])).toEqual([
    [2, 1, 0.4, 'faint'],
    [4, 0.5, 0.9, 'plain'],
    [1, 0.5, 0.1, 'strong'],
  ]);
});

test('the pointer means the nearest dot in pixels, and never a faint one', () => {
  expect(nearestDot(dots, 0.5, 0.85, 100, 100, 10)?.item.id).toBe(4);
  expect(nearestDot(dots, 0.5, 0.7, 100, 100, 10)).toBeUndefined();
  expect(nearestDot(dots, 1, 0.4, 100, 100, 10)).toBeUndefined();
});
