import { expect, test } from 'vitest';
import { goodnessColor, goodnessOf } from './color';

test('the least is best where less is better, and the other way round', () => {
  expect(goodnessOf([3, 1, 2], 'minimize')).toEqual([0, 1, 0.5]);
  expect(goodnessOf([3, 1, 2], 'maximize')).toEqual([1, 0, 0.5]);
});

test('those that share the best value are all best, and those that share the worst all worst', () => {
  expect(goodnessOf([1, 1, 2], 'minimize')).toEqual([1, 1, 0]);
  expect(goodnessOf([1, 1, 2], 'maximize')).toEqual([0, 0, 1]);
  expect(goodnessOf([1, 1], 'minimize')).toEqual([1, 1]);
});

test('what is not finite has no goodness and shifts nobody', () => {
  expect(goodnessOf([NaN, 1, Infinity, 2], 'minimize')).toEqual([undefined, 1, undefined, 0]);
  expect(goodnessOf([], 'minimize')).toEqual([]);
});

test('one wild value does not take the colors of the others', () => {
  expect(goodnessOf([1, 2, 1e9], 'minimize')).toEqual([1, 0.5, 0]);
});

test('colors run from the first stop to the last and stay inside', () => {
  expect(goodnessColor(0, 'light')).toBe('rgb(220 214 187)');
  expect(goodnessColor(1, 'light')).toBe('rgb(22 63 99)');
  expect(goodnessColor(7, 'light')).toBe(goodnessColor(1, 'light'));
  expect(goodnessColor(-1, 'dark')).toBe(goodnessColor(0, 'dark'));
});
