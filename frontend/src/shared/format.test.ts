import { describe, expect, test } from 'vitest';
import {
  formatAgo,
  formatAssignment,
  formatBytes,
  formatDuration,
  formatParameter,
  formatValue,
  plural,
} from './format';

describe('formatValue', () => {
  test.each([
    [1.5, '1.500'],
    [0.0123, '0.01230'],
    [123.456, '123.5'],
    [1215.4, '1,215'],
    [-2.34567, '−2.346'],
    [0.00002345, '2.345e-5'],
    [2.5e12, '2.500e12'],
    [1e30, '1.000e30'],
    [-1.5e-30, '−1.500e-30'],
    [0, '0'],
    ['NaN', 'NaN'],
    ['Infinity', '∞'],
    ['-Infinity', '−∞'],
    [null, '–'],
  ] as const)('%s is shown as %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

test.each([
  [0.01, '0.01'],
  [0.0123456, '0.01235'],
  [0.00001, '1e-5'],
  [0.0000123, '1.23e-5'],
  [1024, '1,024'],
  [1e30, '1e30'],
  [-4_294_967_296, '−4.295e9'],
  [1.5e12, '1.5e12'],
  [true, 'yes'],
  ['adam', 'adam'],
] as const)('the parameter %s is shown as %s', (value, text) => {
  expect(formatParameter(value)).toBe(text);
});

test('an assignment reads as a list of words', () => {
  expect(formatAssignment({ learning_rate: 0.01, layers: 2 })).toBe('learning rate 0.01, layers 2');
});

test.each([
  [0.4216, '0.42 s'],
  [9.99, '10 s'],
  [12.3, '12 s'],
  [60, '1 min'],
  [200, '3 min 20 s'],
  [3_600, '1 h'],
  [7_510, '2 h 5 min'],
  [273_700, '3 d 4 h'],
  [1e30, '1.157e25 d'],
  [1e-30, '1e-30 s'],
  [null, '–'],
] as const)('%s seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [999_499, '999 kB'],
  [999_500, '1.00 MB'],
  [999_999, '1.00 MB'],
  [999_600_000, '1.00 GB'],
  [1_234_000_000_000_000, '1,234 TB'],
  [1_215_235, '1.22 MB'],
  [10_000, '10.0 kB'],
])('%s bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [5, 'just now'],
  [600, '10 min ago'],
  [7_300, '2 h ago'],
  [200_000, '2 d ago'],
])('%s seconds back is %s', (seconds, text) => {
  const now = Date.parse('2030-01-05T12:00:00Z');
  expect(formatAgo(new Date(now - seconds * 1000).toISOString(), now)).toBe(text);
});

test('a count takes its noun along', () => {
  expect(plural(1, 'trial')).toBe('1 trial');
  expect(plural(1200, 'trial')).toBe('1,200 trials');
});
