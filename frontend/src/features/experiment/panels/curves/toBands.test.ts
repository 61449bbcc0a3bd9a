import { expect, test } from 'vitest';
import type { Trial, TrialCurve } from '@/api/types';
import { MEASURES, placing } from './placing';
import { groupReplicates, meanAndDeviation, toBands, withMeans } from './toBands';

const trial = (id: number, parameters: Trial['parameters']) => ({ id, number: id - 1, parameters }) as Trial;
const curve = (trial_id: number, points: TrialCurve['points']) => ({ trial_id, points }) as TrialCurve;
const twins = [trial(1, { layers: 1, cell: 'lstm' }), trial(3, { cell: 'lstm', layers: 1 })];

test('the same parameters in any order make replicates, one alone does not', () => {
  expect(groupReplicates([...twins, trial(2, { layers: 2, cell: 'lstm' })])).toEqual([twins]);
});

test('the band is the mean and one deviation around it, where at least two have points', () => {
  const [band] = toBands(
    [twins],
    [
      curve(1, [
        [1, 2],
        [2, 4],
        [3, 'NaN'],
      ]),
      curve(3, [
        [1, 4],
        [3, 1],
      ]),
    ],
  );
  expect(band?.numbers).toEqual([0, 2]);
  expect(band?.mean).toEqual([[1, 3]]);
  expect(band?.low[0]?.[1]).toBeCloseTo(3 - Math.SQRT2);
  expect(band?.high[0]?.[1]).toBeCloseTo(3 + Math.SQRT2);
});

test('a band is of epochs, and stands where the one that has most of them had come to', () => {
  const seconds = (trial_id: number, count: number, each: number) =>
    curve(
      trial_id,
      Array.from({ length: count }, (_, epoch) => [epoch + 1, each]),
    );
  const place = placing(MEASURES.time, [seconds(1, 2, 10), seconds(3, 3, 11)], false);
  const [band] = toBands([twins], [seconds(1, 2, 2), seconds(3, 3, 4)], place);
  expect(band?.mean).toEqual([
    [11, 3],
    [22, 3],
  ]);
  expect(band?.low.map(([at]) => at)).toEqual([11, 22]);
  expect(band?.high.map(([at]) => at)).toEqual([11, 22]);
});

test('a group of which only one has begun has no band yet', () => {
  expect(toBands([twins], [curve(1, [[1, 2]])])).toEqual([]);
});

test('the deviation is that of a sample', () => {
  expect(meanAndDeviation([1, 3])).toEqual({ mean: 2, deviation: Math.SQRT2 });
  expect(meanAndDeviation([5])).toEqual({ mean: 5, deviation: 0 });
});

test('means stand for their trials, and the best trial keeps its own curve', () => {
  const curves = [1, 3, 4].map((id) => curve(id, [[1, id]]));
  const bands = toBands([twins], curves);
  const ids = (best: number | undefined) => {
    const { means, own } = withMeans(curves, [twins], bands, best);
    return [means.map(({ trial_id }) => trial_id), own.map(({ trial_id }) => trial_id)];
  };
  expect(ids(4)).toEqual([[1], [4]]);
  expect(ids(3)).toEqual([[1], [3, 4]]);
  expect(ids(1)).toEqual([[1], [1, 4]]);
});
