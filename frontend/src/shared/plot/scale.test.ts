import { describe, expect, test } from 'vitest';
import { categoryScale, linearScale, logScale } from './scale';

describe('linearScale', () => {
  test('places values and takes places back', () => {
    const scale = linearScale(10, 20);
    expect([scale.place(10), scale.place(15), scale.place(20)]).toEqual([0, 0.5, 1]);
    expect(scale.value(0.25)).toBe(12.5);
  });
  test('what is no finite number has no place', () => {
    const scale = linearScale(0, 1);
    expect([NaN, Infinity, 'lstm', null, undefined].map((value) => scale.place(value))).toEqual(
      Array(5).fill(undefined),
    );
  });
  test('one single value stands in the middle', () => {
    expect(linearScale(3, 3).place(3)).toBeCloseTo(0.5);
    expect(linearScale(0, 0).place(0)).toBeCloseTo(0.5);
  });
});

describe('logScale', () => {
  test('equal factors take equal room', () => {
    const scale = logScale(0.001, 0.1);
    expect(scale.place(0.01)).toBeCloseTo(0.5);
    expect(scale.value(0.5)).toBeCloseTo(0.01);
  });
  test('has no place for zero and below', () => {
    expect([logScale(1, 10).place(0), logScale(1, 10).place(-1)]).toEqual([undefined, undefined]);
  });
});

test('categories share the room evenly and answer with the nearest', () => {
  const scale = categoryScale([16, 64]);
  expect([scale.place(16), scale.place(64), scale.place(32)]).toEqual([0.25, 0.75, undefined]);
  expect([scale.value(-1), scale.value(0.49), scale.value(0.51), scale.value(2)]).toEqual([16, 16, 64, 64]);
});
