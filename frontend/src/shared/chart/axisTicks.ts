import uPlot from 'uplot';
import { formatDuration } from '../format';
import { textWidth } from '../plot/textWidth';
import { fitTicks, linearSets, logLabel, logSets, tickLabels } from '../plot/ticks';
import type { Band } from './toSeries';

export const AXIS_FONT = '12px system-ui, sans-serif';
const LINE = 16;
/** Steps of a time axis, in seconds: round in the units that durations are written in. */
const SECONDS = [
  0.001, 0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200,
  86400, 172800, 432000, 864000,
];

type Kind = 'value' | 'count' | 'time';
type TickOptions = Pick<uPlot.Axis, 'splits' | 'values' | 'incrs' | 'filter' | 'space'>;

/** Has uPlot draw the ticks that fit, by the rules of all other plots. */
export function axisTicks(kind: Kind, logarithmic: boolean): TickOptions {
  const written = (ticks: readonly number[]) =>
    kind === 'time'
      ? ticks.map((tick) => formatDuration(tick))
      : logarithmic && (ticks.at(-1) ?? 1) >= 10 * (ticks[0] ?? 1)
        ? ticks.map(logLabel)
        : tickLabels(ticks);
  return {
    // The ticks come from `splits`. uPlot hides an axis unless its own search finds a step; below 5 it knows only its own.
    incrs: (_, __, low, high) => [Math.max(high - low, 5)],
    space: 1,
    splits: (u, axis, low, high) => {
      const upright = axis === 1;
      const room = (upright ? u.bbox.height : u.bbox.width) / devicePixelRatio;
      const place = (tick: number) =>
        logarithmic ? Math.log(tick / low) / Math.log(high / low) : (tick - low) / (high - low);
      const sets = function* () {
        for (const set of setsOf(kind, logarithmic, low, high)) {
          const labels = written(set);
          yield set.map((tick, index) => ({ at: place(tick), label: labels[index] ?? '', tick }));
        }
      };
      const size = upright ? () => LINE : (label: string) => textWidth(label, AXIS_FONT) + 10;
      const fitting = fitTicks(sets(), { length: room, size, overhang: upright ? LINE / 2 : 20 });
      // uPlot centers labels at their ticks: one that would have to move has no room.
      return fitting.filter(({ at, middle }) => Math.abs(at * room - middle) < 1).map(({ tick }) => tick);
    },
    filter: (_, splits) => splits,
    values: (_, splits) => written(splits.filter((tick): tick is number => typeof tick === 'number')),
  };
}

function* setsOf(kind: Kind, logarithmic: boolean, low: number, high: number): Generator<number[]> {
  if (logarithmic) yield* logSets(low, high);
  else if (kind === 'time') yield* timeSets(low, high);
  else yield* linearSets(low, high, kind === 'count' ? 1 : 0);
}

function* timeSets(low: number, high: number): Generator<number[]> {
  for (const step of SECONDS) {
    if ((high - low) / step > 10) continue;
    const first = Math.ceil(low / step);
    const count = Math.floor(high / step) - first + 1;
    if (count > 0) yield Array.from({ length: count }, (_, index) => (first + index) * step);
  }
  yield* linearSets(low, high);
}

/** Range of the drawn values and bands with a margin; a single value is centered. */
export function rangeWith(bands: readonly Band[], logarithmic: boolean): uPlot.Range.Function {
  const edges = bands
    .flatMap(({ low, high }) => [...low, ...high])
    .map(([, value]) => Number(value))
    .filter((value) => Number.isFinite(value) && (!logarithmic || value > 0));
  const least = edges.reduce((a, b) => Math.min(a, b), Infinity);
  const most = edges.reduce((a, b) => Math.max(a, b), -Infinity);
  return (_, dataLow: number | null, dataHigh: number | null) => {
    const low = Math.min(dataLow ?? Infinity, least);
    const high = Math.max(dataHigh ?? -Infinity, most);
    if (!Number.isFinite(low) || !Number.isFinite(high)) return logarithmic ? [1, 10] : [0, 1];
    if (logarithmic) {
      const factor = Math.max((high / low) ** 0.05, 1.05);
      return [low / factor, high * factor];
    }
    const narrow = high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high));
    const pad = narrow ? Math.max(Math.abs(low), Math.abs(high)) * 0.05 || 0.5 : (high - low) * 0.06;
    // All that is positive does not get an axis below 0.
    return [low >= 0 && low - pad < 0 ? 0 : low - pad, high + pad];
  };
}
