import './language';
import uPlot from 'uplot';
import { drawBands, drawEnds, drawMark, drawStrong, type Mark } from './marks';
import { textWidth } from '../plot/textWidth';
import { AXIS_FONT, axisTicks, rangeWith } from './axisTicks';
import { colorOf, DASH, widthOf, type Paint } from './paint';
import { nearestValue, type Band, type Line, type Logarithmic, type Series } from './toSeries';

export interface Hovered {
  line: number;
  index: number;
  left: number;
  top: number;
  /** Of the whole drawing. */
  width: number;
}

export type Across = 'epoch' | 'time' | 'updates' | 'trials';

export interface PlotOptions {
  lines: readonly Line[];
  bands: readonly Band[];
  marks: readonly Mark[];
  logarithmic: Logarithmic;
  across: Across;
  xLabel: string;
  yLabel: string;
  paint: Paint;
  onHover: (hovered: Hovered | null) => void;
}

/** Pixels from a line within which the pointer means it. */
const REACH = 24;
const STEPS = uPlot.paths.stepped?.({ align: 1 });

export function createPlot(host: HTMLElement, options: PlotOptions, series: Series): uPlot {
  const { paint, logarithmic, lines, bands, marks, across } = options;
  const axis: uPlot.Axis = {
    stroke: paint.token('muted'),
    font: AXIS_FONT,
    labelFont: AXIS_FONT,
    grid: { stroke: paint.token('grid'), width: 1 },
    ticks: { show: false },
  };
  let focused: number | null = null;
  let overlay: CanvasRenderingContext2D | null = null;
  const pointOut = (u: uPlot) => {
    if (overlay) highlight(u, overlay, focused === null ? undefined : lines[focused - 1], focused, paint);
  };

  return new uPlot(
    {
      width: host.clientWidth,
      height: host.clientHeight,
      legend: { show: false },
      // Half of a label at the right end reaches into it.
      padding: [12, 24, 0, 0],
      scales: {
        // uPlot names its distributions by an ambient const enum, which isolated modules cannot import.
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
        x: { time: false, distr: logarithmic.x ? 3 : 1 },
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
        y: { distr: logarithmic.y ? 3 : 1, range: rangeWith(bands, logarithmic.y ?? false) },
      },
      axes: [
        {
          ...axis,
          label: options.xLabel,
          labelSize: 20,
          size: 30,
          ...axisTicks(across === 'time' ? 'time' : 'count', logarithmic.x ?? false),
        },
        {
          ...axis,
          label: options.yLabel,
          labelSize: 20,
          // Without labels, as long as there is nothing to draw.
          size: (_, labels: string[] | null) =>
            Math.ceil(
              (labels ?? []).reduce((most, label) => Math.max(most, textWidth(label, AXIS_FONT)), 34) + 18,
            ),
          ...axisTicks('value', logarithmic.y ?? false),
        },
      ],
      series: [{}, ...lines.map((line) => look(line, paint, across))],
      // Full opacity for all lines: the highlighted line is drawn on a layer above, so that the others need no redraw.
      focus: { alpha: 1 },
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
        init: [(u) => (overlay = layerOver(u))],
        setSeries: [
          (u, index) => {
            focused = index;
            pointOut(u);
          },
        ],
        setSize: [() => overlay && resize(overlay.canvas, 0, 0)],
        setCursor: [(u) => options.onHover(hovered(u, focused))],
        drawClear: [(u) => drawBands(u, bands, lines, paint)],
        draw: [
          (u) => {
            drawStrong(u, lines, paint);
            drawEnds(u, lines, paint);
            for (const mark of marks) drawMark(u, mark, paint);
            // New points may have moved the highlighted line.
            if (focused !== null) pointOut(u);
          },
        ],
      },
    },
    toData(series),
    host,
  );
}

/** Writes another label up the left side; the lines are drawn from the paths that are there. */
export function relabel(plot: uPlot, label: string): void {
  const axis = plot.axes[1];
  if (!axis || axis.label === label) return;
  axis.label = label;
  plot.redraw(false);
}

export function toData(series: Series): uPlot.AlignedData {
  return [series.xs, ...series.ys];
}

function look(line: Line, paint: Paint, across: Across): uPlot.Series {
  const stroke = colorOf(line, paint);
  const dash = DASH[line.tone];
  return {
    label: line.label,
    stroke,
    width: widthOf(line),
    ...(dash && { dash }),
    // The best value is constant until a trial improves it.
    ...(across === 'trials' && STEPS && { paths: STEPS }),
    points: { show: line.points.length === 1, size: line.tone === 'strong' ? 7 : 5, fill: stroke },
  };
}

function hovered(u: uPlot, focused: number | null): Hovered | null {
  const { left = -1, top = -1, idxs } = u.cursor;
  const index = focused === null ? null : idxs?.[focused];
  if (focused === null || focused < 1 || left < 0 || top < 0 || index === null || index === undefined)
    return null;
  return { line: focused - 1, index, left: u.over.offsetLeft + left, top, width: u.width };
}

function layerOver(u: uPlot): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.style.position = 'absolute';
  canvas.style.inset = '0';
  canvas.style.pointerEvents = 'none';
  u.over.prepend(canvas);
  return canvas.getContext('2d');
}

function highlight(
  u: uPlot,
  context: CanvasRenderingContext2D,
  line: Line | undefined,
  index: number | null,
  paint: Paint,
): void {
  resize(context.canvas, u.over.clientWidth, u.over.clientHeight);
  const row = index === null ? undefined : u.data[index];
  if (!line || !row) return;
  context.scale(devicePixelRatio, devicePixelRatio);
  context.lineJoin = 'round';
  context.beginPath();
  u.data[0].forEach((step, at) => {
    const value = row[at];
    if (typeof value === 'number') context.lineTo(u.valToPos(step, 'x'), u.valToPos(value, 'y'));
  });
  // A halo separates the line from the lines below.
  context.strokeStyle = paint.token('surface');
  context.lineWidth = 7;
  context.stroke();
  context.strokeStyle = line.tone === 'faint' ? paint.token('muted') : colorOf(line, paint);
  context.lineWidth = 3;
  context.stroke();
}

/** Empties it as well. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}
