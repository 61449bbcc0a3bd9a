import type { TrialState } from '@/api/types';
import { formatDuration } from '@/shared/format';
import type { Surface } from '@/shared/plot/Canvas';
import { TICK_FONT, textWidth } from '@/shared/plot/textWidth';
import { fitTicks, linearSets } from '@/shared/plot/ticks';
import type { Row } from './spans';
import { texts } from './texts';

const LANE = 22;
/** Above the lanes of each worker, for its name. */
const HEAD = 20;
/** Below all lanes, for the times. */
export const FOOT = 24;
const FONT = TICK_FONT;
const COLORS: Record<TrialState, string> = {
  QUEUED: 'muted',
  RUNNING: 'info',
  PAUSED: 'warn',
  COMPLETED: 'good',
  PRUNED: 'series-7',
  FAILED: 'bad',
  CANCELLED: 'muted',
};

export function heightOf(rows: readonly Row[], workers: number): number {
  return rows.reduce((most, { lane }) => Math.max(most, lane + 1), 0) * LANE + workers * HEAD;
}

interface Spot {
  left: number;
  top: number;
  width: number;
  from: number;
  to: number;
}

/** The bar at a place of the drawing; it may be thinner than a pixel. */
export function rowAt(rows: readonly Row[], { left, top, width, from, to }: Spot): Row | undefined {
  const time = from + (left / width) * (to - from);
  const reach = (2 / width) * (to - from);
  return rows.find(
    (row) =>
      top >= topOf(row) &&
      top < topOf(row) + LANE &&
      time >= row.span.from - reach &&
      time <= row.span.to + reach,
  );
}

export interface BarLook {
  from: number;
  to: number;
  /** Outside of the brush. */
  faint: boolean;
  best: boolean;
}

export function drawBar(surface: Surface, row: Row, { from, to, faint, best }: BarLook): void {
  const { context, token, width } = surface;
  const { span } = row;
  const x = ((span.from - from) / (to - from)) * width;
  const length = Math.max(((span.to - span.from) / (to - from)) * width - 1, 1);
  const y = topOf(row) + 3;
  const height = LANE - 6;
  context.globalAlpha = faint ? 0.15 : 0.8;
  context.fillStyle = context.strokeStyle = token(best ? 'best' : COLORS[span.end]);
  const solid = span.end === 'COMPLETED' || span.end === 'RUNNING';
  context.beginPath();
  context.roundRect(x, y, length, height, Math.min(3, length / 2));
  // Trials that did not complete are hollow and end in an edge.
  if (solid) context.fill();
  else {
    context.globalAlpha *= 0.35;
    context.fill();
    context.globalAlpha = faint ? 0.15 : 0.9;
    context.fillRect(x + length - Math.min(2.5, length), y, Math.min(2.5, length), height);
  }
  if (!faint) label(surface, row, { x, y: y + height / 2, length, solid });
  context.globalAlpha = 1;
}

interface Place {
  x: number;
  y: number;
  length: number;
  solid: boolean;
}

function label({ context, token }: Surface, { span }: Row, { x, y, length, solid }: Place): void {
  const { number, stop_reason: reason } = span.trial;
  context.font = FONT;
  context.globalAlpha = 1;
  context.fillStyle = token(solid ? 'surface' : 'text');
  context.textBaseline = 'middle';
  const long = texts.bar(number, span.end === 'PRUNED' ? reason?.rank?.rung : null);
  const fitting = [long, String(number)].find((text) => context.measureText(text).width + 12 < length);
  if (fitting !== undefined) context.fillText(fitting, x + 5, y + 0.5);
}

export function drawWorker({ context, token }: Surface, name: string, lane: number, group: number): void {
  context.font = FONT;
  context.fillStyle = token('muted');
  context.textBaseline = 'middle';
  context.fillText(name, 0, lane * LANE + group * HEAD + HEAD / 2 + 1);
}

export function drawTimes({ context, token, width }: Surface, seconds: number, bottom: number): void {
  context.font = FONT;
  context.textBaseline = 'top';
  context.strokeStyle = token('grid');
  context.fillStyle = token('muted');
  const unit = seconds > 2 * 86_400 ? 86_400 : seconds > 7_200 ? 3_600 : seconds > 120 ? 60 : 1;
  const sets = function* () {
    for (const set of linearSets(0, seconds / unit))
      yield set.map((step) => ({
        at: (step * unit) / seconds,
        label: step === 0 ? '0' : formatDuration(step * unit),
      }));
  };
  context.textAlign = 'center';
  for (const { at, label: text, middle } of fitTicks(sets(), {
    length: width,
    size: textWidth,
    overhang: 0,
  })) {
    context.beginPath();
    context.moveTo(at * width, 0);
    context.lineTo(at * width, bottom);
    context.stroke();
    context.fillText(text, middle, bottom + 8);
  }
  context.textAlign = 'left';
}

function topOf({ lane, group }: Row): number {
  return lane * LANE + (group + 1) * HEAD;
}
