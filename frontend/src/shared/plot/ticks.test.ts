import { describe, expect, test } from 'vitest';
import { categoryScale, linearScale, logScale, type Scale } from './scale';
import { fitTicks, logLabel, roundSteps, tickLabels, type TickRoom } from './ticks';

/** Wider than the digits of any usual font at 11 pixels. */
const LETTER = 7.2;
const across = (length: number): TickRoom => ({
  length,
  size: (label) => LETTER * label.length,
  overhang: 14,
});
const up = (length: number): TickRoom => ({ length, size: () => 13, overhang: 8 });

const MAGNITUDES = Array.from({ length: 61 }, (_, index) => index - 30);

function* ranges(): Generator<[number, number]> {
  for (const power of MAGNITUDES) {
    const unit = Number(`1e${power}`);
    for (const [low, high] of [
      [0, 1],
      [1, 9.7],
      [1, 1.0001],
      [2.34567891, 2.34567899],
      [-3, 7],
      [-5, -1],
      [1, 1],
      [0.1, 1234],
    ] as const)
      yield [low * unit, high * unit];
    for (const other of MAGNITUDES)
      if (other > power && (other - power) % 3 === 1) yield [unit, Number(`1e${other}`)];
  }
}

/** Returns the faults of the labels of an axis. */
function faults(scale: Scale, room: TickRoom, about: string): string[] {
  const ticks = fitTicks(scale.tickSets(), room);
  const labels = ticks.map(({ label }) => label);
  const found: string[] = [];
  const check = (sound: boolean, what: string) => {
    if (!sound) found.push(`${about}: ${what}: ${labels.join(' ')}`);
  };
  check(labels.length > 0 && labels.length < 24, 'some labels, not too many');
  check(new Set(labels).size === labels.length, 'all different');
  let free = -room.overhang - 0.5;
  for (const { label, middle, at } of ticks) {
    const half = room.size(label) / 2;
    check(middle - half >= free, `${label} begins after the one before`);
    free = middle + half;
    check(at >= -1e-6 && at <= 1 + 1e-6, `${label} is on the axis`);
    check(label.length <= 14, `${label} is short`);
  }
  check(free <= room.length + room.overhang + 0.5, 'the last one ends in its room');
  return found;
}

describe('at every magnitude labels have room and none is above another', () => {
  test.each([120, 176, 280, 1200])('on axes of %s pixels', { timeout: 60_000 }, (length) => {
    const found: string[] = [];
    for (const [low, high] of ranges()) {
      const about = `${low} to ${high}`;
      const linear = linearScale(low, high);
      found.push(...faults(linear, across(length), `linear across ${about}`));
      found.push(...faults(linear, up(length), `linear up ${about}`));
      if (low <= 0) continue;
      const log = logScale(low, high);
      found.push(...faults(log, across(length), `log across ${about}`));
      found.push(...faults(log, up(length), `log up ${about}`));
    }
    expect(found).toEqual([]);
  });

  test('and labels say the values they stand at', () => {
    for (const [low, high] of ranges()) {
      const scale = linearScale(low, high);
      for (const { at, label } of fitTicks(scale.tickSets(), up(280))) {
        const units: Record<string, number> = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };
        const unit = units[label.slice(-1)];
        const said = Number((unit ? label.slice(0, -1) : label).replace('−', '-')) * (unit ?? 1);
        const reach = 1e-6 * (Number(scale.value(1)) - Number(scale.value(0))) + 1e-12 * Math.abs(said);
        if (Math.abs(said - Number(scale.value(at))) > reach) expect.fail(`${label} in ${low} to ${high}`);
      }
    }
  });
});

test('categories are thinned where they are many or long', () => {
  const words = Array.from({ length: 12 }, (_, index) => `a_long_word_${index}`);
  expect(faults(categoryScale(words), across(300), 'words')).toEqual([]);
  const numbers = categoryScale(MAGNITUDES.map((power) => Number(`1e${power}`)));
  expect(faults(numbers, up(120), 'numbers')).toEqual([]);
});

test('a logarithmic axis names decades, or digits within few of them', () => {
  const labels = (low: number, high: number) =>
    fitTicks(logScale(low, high).tickSets(), across(600)).map(({ label }) => label);
  expect(labels(0.001, 0.1)).toEqual(['0.001', '0.002', '0.005', '0.01', '0.02', '0.05', '0.1']);
  expect(labels(2, 60)).toEqual(['2', '5', '10', '20', '50']);
  expect(labels(1e-30, 1e30)).toEqual(['1e-30', '1e-20', '1e-10', '1', '1e10', '1e20', '1e30']);
});

test('round steps are round', () => {
  expect(roundSteps(0, 0.5, 5)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(roundSteps(1, 3, 5)).toEqual([1, 1.5, 2, 2.5, 3]);
  expect(roundSteps(0, 0, 5)).toEqual([0]);
  expect(roundSteps(1, 4, 8, 1)).toEqual([1, 2, 3, 4]);
});

test('the labels of an axis are written alike', () => {
  expect(tickLabels([0, 5e5, 1e6])).toEqual(['0', '0.5M', '1M']);
  expect(tickLabels([0, 2e29, 4e29])).toEqual(['0', '2e29', '4e29']);
  expect(tickLabels([-1, 0, 1])).toEqual(['−1', '0', '1']);
  expect(tickLabels([1000, 2000])).toEqual(['1000', '2000']);
  expect([1e-30, 0.001, 1, 1000, 1e5, 2e7, 1e30].map(logLabel)).toEqual([
    '1e-30',
    '0.001',
    '1',
    '1000',
    '100000',
    '2e7',
    '1e30',
  ]);
});
