import { expect, test } from 'vitest';
import { beginning, modeOf, readChoices } from './parameterMode';

test('the way a parameter is given is told from its keys', () => {
  expect(
    [undefined, 0.1, { value: 1 }, { values: [1] }, { min: 1, max: 2 }, { distribution: 'normal' }].map(
      modeOf,
    ),
  ).toEqual(['usual', 'fixed', 'fixed', 'choices', 'range', 'other']);
});

test('a change of the way begins from the default', () => {
  const whole = { type: 'whole', usual: 32, allowed: [] };
  expect(beginning('fixed', whole)).toEqual({ value: 32 });
  expect(beginning('choices', whole)).toEqual({ values: [16, 32, 64] });
  expect(beginning('range', whole)).toEqual({ min: 16, max: 64 });
  expect(beginning('choices', { type: 'word', usual: 'lstm', allowed: ['lstm', 'rnn'] })).toEqual({
    values: ['lstm', 'rnn'],
  });
  expect(beginning('choices', { ...whole, usual: 1 })).toEqual({ values: [1, 2] });
  expect(beginning('usual', whole)).toBeUndefined();
});

test('choices are numbers where they are numbers', () => {
  expect(readChoices(' 16, 1e-3,lstm ,,')).toEqual([16, 0.001, 'lstm']);
});
