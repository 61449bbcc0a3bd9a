import type uPlot from 'uplot';
import { colorOf, widthOf, type Paint } from './paint';
import { nearestValue, type Band, type Line, type Tone } from './toSeries';

/** A point to point out: the one that was kept, or the one at which it was stopped. */
export interface Mark {
  kind: 'kept' | 'stopped';
  step: number;
  value: number;
}

/**
 * The end of a line marks the state: a cross for a failed trial, a bar for a pruned trial, a dot for a running trial.
 */
export function drawEnds(u: uPlot, lines: readonly Line[], paint: Paint): void {
  const { ctx } = u;
  ctx.save();
  ctx.lineWidth = 2 * devicePixelRatio;
  lines.forEach((line, index) => {
    const row = u.data[index + 1];
    const end = trace[line.tone];
    if (!end || !row) return;
    const last = nearestValue(row, row.length - 1);
    const step = u.data[0][last];
    const value = row[last];
    if (typeof step !== 'number' || typeof value !== 'number') return;
    const x = u.valToPos(step, 'x', true);
    const y = u.valToPos(value, 'y', true);
    ctx.strokeStyle = ctx.fillStyle = colorOf(line, paint);
    ctx.beginPath();
    end(ctx, x, y, devicePixelRatio);
    if (line.tone === 'live') ctx.fill();
    else ctx.stroke();
  });
  ctx.restore();
}

type Trace = (ctx: CanvasRenderingContext2D, x: number, y: number, unit: number) => void;

const trace: Partial<Record<Tone, Trace>> = {
  live: (ctx, x, y, unit) => ctx.arc(x, y, 3.5 * unit, 0, 2 * Math.PI),
  crossed: (ctx, x, y, unit) => {
    ctx.moveTo(x - 4 * unit, y - 4 * unit);
    ctx.lineTo(x + 4 * unit, y + 4 * unit);
    ctx.moveTo(x + 4 * unit, y - 4 * unit);
    ctx.lineTo(x - 4 * unit, y + 4 * unit);
  },
  dashed: (ctx, x, y, unit) => {
    ctx.moveTo(x, y - 4 * unit);
    ctx.lineTo(x, y + 4 * unit);
  },
};

/** Draws highlighted lines again with a halo that separates them from the lines below. */
export function drawStrong(u: uPlot, lines: readonly Line[], paint: Paint): void {
  if (lines.length < 12) return;
  const { ctx } = u;
  ctx.save();
  ctx.lineJoin = 'round';
  lines.forEach((line, index) => {
    const row = u.data[index + 1];
    if (line.tone !== 'strong' || !row) return;
    ctx.beginPath();
    u.data[0].forEach((step, at) => {
      const value = row[at];
      if (typeof value === 'number') ctx.lineTo(u.valToPos(step, 'x', true), u.valToPos(value, 'y', true));
    });
    ctx.strokeStyle = paint.token('surface');
    ctx.lineWidth = 6 * devicePixelRatio;
    ctx.stroke();
    ctx.strokeStyle = colorOf(line, paint);
    ctx.lineWidth = widthOf(line) * devicePixelRatio;
    ctx.stroke();
  });
  ctx.restore();
}

export function drawBands(u: uPlot, bands: readonly Band[], lines: readonly Line[], paint: Paint): void {
  const { ctx } = u;
  const at = (point: Band['low'][number]) =>
    [u.valToPos(point[0], 'x', true), u.valToPos(Number(point[1]), 'y', true)] as const;
  ctx.save();
  ctx.beginPath();
  ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
  ctx.clip();
  for (const band of bands) {
    const line = lines.find(({ id }) => id === band.id);
    if (!line) continue;
    ctx.fillStyle = colorOf(line, paint);
    ctx.globalAlpha = 0.25;
    ctx.beginPath();
    for (const point of band.low) ctx.lineTo(...at(point));
    for (const point of [...band.high].reverse()) ctx.lineTo(...at(point));
    ctx.closePath();
    ctx.fill();
    // The fill of a pale line is hardly seen: the edges are.
    ctx.strokeStyle = paint.token('muted');
    ctx.globalAlpha = 0.6;
    ctx.lineWidth = devicePixelRatio;
    for (const edge of [band.low, band.high]) {
      ctx.beginPath();
      for (const point of edge) ctx.lineTo(...at(point));
      ctx.stroke();
    }
  }
  ctx.restore();
}

/** Draws a diamond at the kept epoch, and a ring with a vertical line at the last epoch; both may be the same point. */
export function drawMark(u: uPlot, { kind, step, value }: Mark, paint: Paint): void {
  const { ctx } = u;
  const x = u.valToPos(step, 'x', true);
  const y = u.valToPos(value, 'y', true);
  ctx.save();
  if (kind === 'kept') drawDiamond(ctx, x, y, paint);
  else drawRing(ctx, x, y, u.bbox.top + u.bbox.height, paint);
  ctx.restore();
}

function drawDiamond(ctx: CanvasRenderingContext2D, x: number, y: number, paint: Paint): void {
  const size = 5.5 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, y - size);
  ctx.lineTo(x + size, y);
  ctx.lineTo(x, y + size);
  ctx.lineTo(x - size, y);
  ctx.closePath();
  ctx.fillStyle = paint.token('best');
  ctx.fill();
}

function drawRing(ctx: CanvasRenderingContext2D, x: number, y: number, foot: number, paint: Paint): void {
  const unit = devicePixelRatio;
  ctx.strokeStyle = paint.token('text');
  ctx.lineWidth = 1.5 * unit;
  ctx.setLineDash([3 * unit, 3 * unit]);
  ctx.beginPath();
  ctx.moveTo(x, y + 7 * unit);
  ctx.lineTo(x, foot);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.arc(x, y, 7 * unit, 0, 2 * Math.PI);
  ctx.stroke();
}
