import { expect, test } from 'vitest';
import { mergeTrials } from './allTrials';
import type { Trial } from '@/api/types';

const trial = (id: number, state: Trial['state'] = 'RUNNING') => ({ id, number: id - 1, state }) as Trial;

test('news take the place of what was held, in the order of numbers', () => {
  expect(mergeTrials([trial(1), trial(3)], [trial(2), trial(3, 'COMPLETED')])).toEqual([
    trial(1),
    trial(2),
    trial(3, 'COMPLETED'),
  ]);
});

test('where nothing is new the very same list comes back', () => {
  const held = [trial(1), trial(2)];
  expect(mergeTrials(held, [trial(2)])).toBe(held);
});
