import './language';
import uPlot from 'uplot';
import { formatCompact, formatValue } from '../format';
import { nearestValue, type Line, type Series, type Tone } from './toSeries';

export interface Hovered {
  line: number;
  index: number;
  left: number;
  top: number;
}

export interface PlotOptions {
  lines: readonly Line[];
  logarithmic: boolean;
  yLabel: string;
  onHover: (hovered: Hovered | null) => void;
}

const DASH: Partial<Record<Tone, number[]>> = { crossed: [2, 4], dashed: [7, 4] };
const HUES = 8;
/** Pixels from a line within which the pointer means it. */
const REACH = 24;
const FONT = '12px system-ui, sans-serif';

export function createPlot(host: HTMLElement, options: PlotOptions, series: Series): uPlot {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(`--t-${name}`).trim();
  const axis: uPlot.Axis = {
    stroke: token('muted'),
    font: FONT,
    labelFont: FONT,
    grid: { stroke: token('grid'), width: 1 },
    ticks: { show: false },
  };
  let focused: number | null = null;

  return new uPlot(
    {
      width: host.clientWidth,
      height: host.clientHeight,
      legend: { show: false },
      // uPlot names its distributions by an ambient const enum, which isolated modules cannot import.
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
      scales: { x: { time: false }, y: { distr: options.logarithmic ? 3 : 1 } },
      axes: [
        {
          ...axis,
          label: 'epoch',
          labelSize: 20,
          size: 30,
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000],
        },
        {
          ...axis,
          label: options.yLabel,
          labelSize: 20,
          size: 52,
          values: (_, ticks) => ticks.map((tick: number | null) => (tick === null ? '' : axisNumber(tick))),
        },
      ],
      series: [{}, ...options.lines.map((line) => look(line, token))],
      focus: { alpha: 0.2 },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        focus: { prox: REACH },
        points: { size: 8, one: true },
        dataIdx: (u, seriesIndex, index) => {
          const row = u.data[seriesIndex];
          return seriesIndex === 0 || !row ? index : nearestValue(row, index);
        },
      },
      hooks: {
        setSeries: [(_, index) => (focused = index)],
        setCursor: [(u) => options.onHover(hovered(u, focused))],
        draw: [(u) => drawMarks(u, options.lines, token)],
      },
    },
    toData(series),
    host,
  );
}

export function toData(series: Series): uPlot.AlignedData {
  return [series.xs, ...series.ys];
}

/** The design token of a line's colour; by its id, so that it keeps its colour while others come and go. */
export function tokenOf(line: Line): string {
  if (line.tone === 'strong') return 'accent';
  return line.tone === 'crossed' ? 'bad' : `series-${(line.id % HUES) + 1}`;
}

function look(line: Line, token: (name: string) => string): uPlot.Series {
  const stroke = token(tokenOf(line));
  const dash = DASH[line.tone];
  return {
    label: line.label,
    stroke,
    width: line.tone === 'strong' ? 2.5 : 1.25,
    ...(dash && { dash }),
    points: { show: line.points.length === 1, size: line.tone === 'strong' ? 7 : 5, fill: stroke },
  };
}

function hovered(u: uPlot, focused: number | null): Hovered | null {
  const { left = -1, top = -1, idxs } = u.cursor;
  const index = focused === null ? null : idxs?.[focused];
  if (focused === null || focused < 1 || left < 0 || top < 0 || index === null || index === undefined)
    return null;
  return { line: focused - 1, index, left, top };
}

/** The end of a line tells by its shape: a cross where it broke off, a dot where it will go on. */
function drawMarks(u: uPlot, lines: readonly Line[], token: (name: string) => string): void {
  const { ctx } = u;
  ctx.save();
  ctx.lineWidth = 2 * devicePixelRatio;
  lines.forEach((line, index) => {
    const row = u.data[index + 1];
    if ((line.tone !== 'crossed' && line.tone !== 'live') || !row) return;
    const last = nearestValue(row, row.length - 1);
    const step = u.data[0][last];
    const value = row[last];
    if (typeof step !== 'number' || typeof value !== 'number') return;
    const x = u.valToPos(step, 'x', true);
    const y = u.valToPos(value, 'y', true);
    ctx.strokeStyle = ctx.fillStyle = token(tokenOf(line));
    ctx.beginPath();
    if (line.tone === 'crossed') {
      traceCross(ctx, x, y, 4 * devicePixelRatio);
      ctx.stroke();
    } else {
      ctx.arc(x, y, 3.5 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
    }
  });
  ctx.restore();
}

function traceCross(ctx: CanvasRenderingContext2D, x: number, y: number, arm: number): void {
  ctx.moveTo(x - arm, y - arm);
  ctx.lineTo(x + arm, y + arm);
  ctx.moveTo(x + arm, y - arm);
  ctx.lineTo(x - arm, y + arm);
}

function axisNumber(tick: number): string {
  const size = Math.abs(tick);
  if (tick === 0) return '0';
  if (size >= 10_000) return formatCompact(tick);
  return size < 1e-4 ? formatValue(tick) : String(Number(tick.toPrecision(6)));
}
