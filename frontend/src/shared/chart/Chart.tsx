import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatDuration, formatValue, plural } from '../format';
import { PlotTip } from '../plot/PlotTip';
import { useClick } from '../plot/useClick';
import { useScheme } from '../plot/useScheme';
import { texts } from '../texts';
import classes from './Chart.module.css';
import type { Mark } from './marks';
import { createPlot, relabel, toData, type Across, type Hovered } from './plot';
import { toSeries, type Band, type Line, type Logarithmic } from './toSeries';

export interface ChartProps {
  /** Description of the plot for screen readers. */
  label: string;
  lines: readonly Line[];
  bands?: readonly Band[];
  marks?: readonly Mark[];
  logarithmic?: Logarithmic;
  across?: Across;
  yLabel?: string;
  height?: number;
  /** True to fill the available height; the parent must be a flex column. */
  fill?: boolean;
  onSelect?: (id: number) => void;
}

const NO_BANDS: readonly Band[] = [];
const NO_MARKS: readonly Mark[] = [];
const LINEAR: Logarithmic = {};
// Highlighted lines are drawn above the others; the sort is stable, so other lines keep their order.
const LAYER: Partial<Record<Line['tone'], number>> = { faint: -1, live: 1, strong: 2 };

/** The one chart: takes curves and draws them. It fetches nothing and knows no trial, only lines. */
export function Chart({
  label,
  lines,
  bands = NO_BANDS,
  marks = NO_MARKS,
  logarithmic = LINEAR,
  across = 'epoch',
  yLabel = '',
  height = 380,
  fill,
  onSelect,
}: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const [hover, setHover] = useState<Hovered | null>(null);
  const scheme = useScheme();
  const ordered = useMemo(() => [...lines].sort((a, b) => rank(a) - rank(b)), [lines]);
  const { x = false, y = false } = logarithmic;
  const series = useMemo(() => toSeries(ordered, { x, y }), [ordered, x, y]);
  // New points go into the plot that is there; only another set of lines or another look needs a new one.
  const looks = ordered
    .map((line) => `${line.id}:${line.tone}:${line.goodness?.toFixed(2)}:${Math.min(line.points.length, 2)}`)
    .join();
  const marked = marks.map(({ kind, step, value }) => `${kind}:${step}:${value}`).join();

  const create = useEffectEvent((element: HTMLElement) => {
    const style = getComputedStyle(element);
    const token = (name: string) => style.getPropertyValue(`--t-${name}`).trim();
    return createPlot(
      element,
      {
        lines: ordered,
        bands,
        marks,
        logarithmic: { x, y },
        across,
        xLabel: texts.across[across],
        yLabel,
        paint: { scheme, token },
        onHover: setHover,
      },
      series,
    );
  });
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const created = create(element);
    plot.current = created;
    // Told of the size at once, when it is that of the plot already: to set it would draw everything anew.
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width !== created.width || height !== created.height) created.setSize({ width, height });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
      plot.current = null;
      setHover(null);
    };
  }, [looks, bands, marked, x, y, across, scheme]);

  useEffect(() => {
    // A plot made a moment ago has these points.
    if (plot.current?.data[0] !== series.xs) plot.current?.setData(toData(series));
  }, [series]);
  useEffect(() => {
    if (plot.current) relabel(plot.current, yLabel);
  }, [yLabel]);

  const points = lines.reduce((sum, line) => sum + line.points.length, 0);
  const shown = hover ? ordered[hover.line] : undefined;
  const at = hover ? series.xs[hover.index] : undefined;
  const click = useClick(() => shown && onSelect?.(shown.id));
  return (
    <div
      className={classes.frame}
      role="img"
      aria-label={`${label}: ${plural(lines.length, 'line')} of ${plural(points, 'point')}`}
      data-pointing={shown && onSelect ? true : undefined}
      style={fill ? { flex: '1 0 auto', minHeight: height } : { height }}
      {...click}
    >
      <div ref={host} className={classes.host} />
      {hover && shown && (
        <PlotTip left={hover.left} top={hover.top} width={hover.width}>
          <strong>{shown.label}</strong>
          <span>{`${placeWords(across, at)} · ${formatValue(series.ys[hover.line]?.[hover.index])}`}</span>
        </PlotTip>
      )}
    </div>
  );
}

function placeWords(across: Across, at: number | undefined): string {
  if (across === 'time') return formatDuration(at);
  if (across === 'updates') return plural(Math.round(at ?? 0), 'update');
  return across === 'trials' ? `after ${plural(at ?? 0, 'trial')}` : `epoch ${at ?? ''}`;
}

function rank(line: Line): number {
  return (LAYER[line.tone] ?? 0) + (line.goodness ?? 0) * 0.9;
}
