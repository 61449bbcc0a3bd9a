import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatValue, plural } from '../format';
import classes from './Chart.module.css';
import { createPlot, toData, tokenOf, type Hovered } from './plot';
import { toSeries, type Line } from './toSeries';

export interface ChartProps {
  /** What the picture shows, for those who do not see it. */
  label: string;
  lines: readonly Line[];
  logarithmic?: boolean;
  yLabel?: string;
  height?: number;
  /** Takes what room there is beyond its height; the parent is a flex column. */
  fill?: boolean;
  onSelect?: (id: number) => void;
}

/** The one chart: takes curves and draws them. It fetches nothing and knows no trial, only lines. */
export function Chart({
  label,
  lines,
  logarithmic = false,
  yLabel = '',
  height = 380,
  fill,
  onSelect,
}: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const [hover, setHover] = useState<Hovered | null>(null);
  const scheme = useComputedColorScheme('light');
  // A strong line is drawn over the others; the sort is stable, so the rest keep their places.
  const ordered = useMemo(
    () => [...lines].sort((a, b) => Number(a.tone === 'strong') - Number(b.tone === 'strong')),
    [lines],
  );
  const series = useMemo(() => toSeries(ordered, logarithmic), [ordered, logarithmic]);
  // New points go into the plot that is there; only another set of lines or another look needs a new one.
  const looks = ordered.map((line) => `${line.id}:${line.tone}:${Math.min(line.points.length, 2)}`).join();

  const create = useEffectEvent((element: HTMLElement) =>
    createPlot(element, { lines: ordered, logarithmic, yLabel, onHover: setHover }, series),
  );
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const created = create(element);
    plot.current = created;
    const observer = new ResizeObserver(() =>
      created.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
      plot.current = null;
      setHover(null);
    };
  }, [looks, logarithmic, yLabel, scheme]);

  useEffect(() => plot.current?.setData(toData(series)), [series]);

  const points = lines.reduce((sum, line) => sum + line.points.length, 0);
  const shown = hover ? ordered[hover.line] : undefined;
  return (
    <div
      className={classes.frame}
      role="img"
      aria-label={`${label}: ${plural(lines.length, 'line')} of ${plural(points, 'point')}`}
      data-pointing={shown && onSelect ? true : undefined}
      style={fill ? { flex: '1 0 auto', minHeight: height } : { height }}
      onClick={() => shown && onSelect?.(shown.id)}
    >
      <div ref={host} className={classes.host} />
      {hover && shown && <Tooltip hover={hover} line={shown} series={series} />}
    </div>
  );
}

function Tooltip({
  hover,
  line,
  series,
}: {
  hover: Hovered;
  line: Line;
  series: ReturnType<typeof toSeries>;
}) {
  const left = hover.left < 220;
  return (
    <div
      className={classes.tooltip}
      data-side={left ? 'right' : 'left'}
      style={{ left: hover.left + (left ? 70 : 46), top: hover.top + 8 }}
    >
      <i className={classes.swatch} style={{ background: `var(--t-${tokenOf(line)})` }} />
      <strong>{line.label}</strong>
      <span>
        epoch {series.xs[hover.index]} · {formatValue(series.ys[hover.line]?.[hover.index])}
      </span>
    </div>
  );
}
