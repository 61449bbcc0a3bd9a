import { expect, test } from 'vitest';
import type { Trial } from '@/api/types';
import { categoryScale, linearScale } from '@/shared/plot/scale';
import type { Axis } from '../../brush/axes';
import { heightAt, nearestPath, toPaths } from './toPaths';

const axes: Axis[] = [
  { id: 'parameters.layers', label: 'layers', scale: categoryScale([1, 2]) },
  { id: 'best_value', label: 'val loss', scale: linearScale(0, 4) },
];
const trial = (number: number, layers: number, best_value: Trial['best_value']) =>
  ({ id: number, number, parameters: { layers }, best_value }) as unknown as Trial;
const paths = toPaths([trial(0, 1, 1), trial(1, 2, 'NaN'), trial(2, 2, 3)], axes, 'minimize');

test('a trial has a place on each axis, the best is drawn last, one without a value first', () => {
  expect(paths.map(({ trial: { number }, places, goodness }) => [number, places, goodness])).toEqual([
    [1, [0.75, undefined], undefined],
    [2, [0.75, 0.75], 0],
    [0, [0.25, 0.25], 1],
  ]);
});

test('between two axes the height goes straight from one to the other', () => {
  const [, flat] = paths;
  if (!flat) throw new Error('no path');
  expect(heightAt({ ...flat, places: [0, 1] }, 0.25)).toBe(0.25);
  expect(heightAt({ ...flat, places: [0, undefined] }, 0.25)).toBe(0);
  expect(heightAt({ ...flat, places: [undefined, 1] }, 0.25)).toBeUndefined();
});

test('the pointer means the nearest path within its reach', () => {
  expect(nearestPath(paths, 0.5, 0.3, 0.1)?.trial.number).toBe(0);
  expect(nearestPath(paths, 0.5, 0.5, 0.1)).toBeUndefined();
});
