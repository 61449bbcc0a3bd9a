import { describe, expect, test } from 'vitest';
import type { Trial } from '@/api/types';
import { categoryScale, linearScale } from '@/shared/plot/scale';
import { parameterScale } from './axes';
import { describeStretch, filterOf, passes, readBrush, withStretch, writeBrush, type Brush } from './brush';
import { placesOf, stretchOf } from './stretchOf';

const trial = (parameters: Trial['parameters'], best_value: Trial['best_value']) =>
  ({ parameters, best_value }) as Trial;
const brush: Brush = {
  'parameters.learning_rate': { low: 0.001, high: 0.01 },
  'parameters.cell': { words: ['lstm', 'odd, : | word'] },
};

test('a trial passes where it passes on every axis', () => {
  expect(passes(trial({ learning_rate: 0.005, cell: 'lstm' }, 1), brush)).toBe(true);
  expect(passes(trial({ learning_rate: 0.05, cell: 'lstm' }, 1), brush)).toBe(false);
  expect(passes(trial({ learning_rate: 0.005, cell: 'simple_rnn' }, 1), brush)).toBe(false);
  expect(passes(trial({ cell: 'lstm' }, 1), brush)).toBe(false);
});

test('a value that is not finite or not there passes no stretch of numbers', () => {
  const wide: Brush = { best_value: { low: -1e9, high: 1e9 } };
  expect(
    [1, 'NaN', 'Infinity', null].map((best) => passes(trial({}, best as Trial['best_value']), wide)),
  ).toEqual([true, false, false, false]);
});

describe('in an address', () => {
  test('what is written is read back', () => expect(readBrush(writeBrush(brush))).toEqual(brush));
  test('negative numbers and exponents survive', () => {
    const odd: Brush = { x: { low: -2.5e-7, high: 1e21 } };
    expect(readBrush(writeBrush(odd))).toEqual(odd);
  });
  test('rounds outwards, so that the trial at the edge stays inside', () => {
    const edge = 1.32340169;
    const held = readBrush(writeBrush({ best_value: { low: edge, high: edge } }));
    expect(held).toEqual({ best_value: { low: 1.3234, high: 1.32341 } });
    expect(passes(trial({}, edge), held)).toBe(true);
  });
  test('nothing is written as nothing', () => expect([writeBrush({}), readBrush(null)]).toEqual([null, {}]));
  test('what nobody could have written is left out', () =>
    expect(readBrush(',,x,:1..2,y:3..1,%E0%A4:1..2')).toEqual({ '%E0%A4': { low: 1, high: 2 } }));
});

test('in the words of the server, with quotes made harmless', () => {
  expect(filterOf({ best_value: { low: 1, high: 2 }, 'parameters.cell': { words: ['a"b', 'c'] } })).toBe(
    'best_value >= 1 and best_value <= 2 and (parameters.cell = "a\\"b" or parameters.cell = "c")',
  );
});

test('for a person', () => {
  expect(describeStretch('best_value', { low: 1, high: 2 }, 'val_loss')).toBe('val loss 1 to 2');
  expect(describeStretch('parameters.layers', { low: 2, high: 2 }, 'val_loss')).toBe('layers 2');
});

test('a stretch can be taken away again', () =>
  expect(withStretch(brush, 'parameters.cell', null)).toEqual({
    'parameters.learning_rate': { low: 0.001, high: 0.01 },
  }));

describe('on an axis', () => {
  test('of numbers, in either direction and no further than its ends', () => {
    expect(stretchOf(linearScale(0, 10), 0.7, 0.2)).toEqual({ low: 2, high: 7 });
    expect(stretchOf(linearScale(0, 10), -3, 5)).toEqual({ low: 0, high: 10 });
  });
  test('of choices', () => {
    expect(stretchOf(categoryScale([16, 32, 64]), 0.4, 1)).toEqual({ low: 32, high: 64 });
    expect(stretchOf(categoryScale(['a', 'b']), 0, 0.5)).toEqual({ words: ['a'] });
    expect(stretchOf(categoryScale(['a', 'b']), 0.4, 0.45)).toBeNull();
  });
  test('and back to places', () => {
    expect(placesOf(linearScale(0, 10), { low: 2, high: 7 })).toEqual([0.2, 0.7]);
    expect(placesOf(categoryScale(['a', 'b']), { words: ['a'] })[1]).toBeLessThan(0.5);
  });
});

describe('the scale of a parameter', () => {
  test('follows its distribution', () => {
    expect(parameterScale({ distribution: 'log_uniform_values', min: 1e-4, max: 1 }, []).kind).toBe('log');
    expect(parameterScale({ distribution: 'uniform', min: 0, max: 1 }, []).kind).toBe('linear');
  });
  test('few choices stand side by side in order, numbers too', () => {
    expect(parameterScale({ values: [64, 16] }, []).categories).toEqual([16, 64]);
  });
  test('a short ladder of steps stands as choices, a long one does not', () => {
    const layers = { distribution: 'int_uniform', min: 1, max: 3 };
    expect(parameterScale(layers, [1, 3]).categories).toEqual([1, 2, 3]);
    expect(parameterScale({ distribution: 'q_uniform', min: 0.1, max: 0.5, q: 0.1 }, []).categories).toEqual([
      0.1, 0.2, 0.3, 0.4, 0.5,
    ]);
    expect(parameterScale({ ...layers, max: 300 }, [1, 3]).kind).toBe('linear');
    expect(parameterScale(layers, [1.5]).kind).toBe('linear');
  });
  test('words that the submission did not list are found in the trials', () => {
    expect(parameterScale({}, ['lstm', 'rnn', 'lstm']).categories).toEqual(['lstm', 'rnn']);
  });
});
