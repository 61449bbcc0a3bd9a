import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { isActive } from '@/api/experiments';
import type { Experiment } from '@/api/types';
import { Loading } from '@/shared/page/Loading';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { Canvas, type Surface } from '@/shared/plot/Canvas';
import { goodnessColor } from '@/shared/plot/color';
import { GoodnessLegend } from '@/shared/plot/GoodnessLegend';
import { PlotTip } from '@/shared/plot/PlotTip';
import { useClick } from '@/shared/plot/useClick';
import { shortened, TICK_LINE } from '@/shared/plot/textWidth';
import { fitTicks } from '@/shared/plot/ticks';
import { ScrollRegion } from '@/shared/page/ScrollRegion';
import { objectiveAxis, parameterAxes } from '../../brush/axes';
import { passes, withStretch, type Brush, type Stretch } from '../../brush/brush';
import { useBrush } from '../../brush/useBrush';
import { trialTip } from '../../trialTip';
import { useTrials } from '../../useTrials';
import { AxisBrush } from './AxisBrush';
import classes from './parallel.module.css';
import { texts } from './texts';
import { nearestPath, toPaths, type Path } from './toPaths';

const HEIGHT = 320;
const TOP = 34;
const BOTTOM = 12;
const SIDE = 82;
const AXIS_AT_LEAST = 104;
const REACH = 10;
const TICKS = { size: () => TICK_LINE, overhang: TICK_LINE / 2 };
const NAME_FONT = '600 12px system-ui, sans-serif';

export default function ParallelPanel({ experiment }: { experiment: Experiment }) {
  const { trials, waiting } = useTrials(experiment);
  const { brush, set } = useBrush();
  const [dragged, setDragged] = useState<Brush | null>(null);
  const [pointed, setPointed] = useState<{ path: Path; left: number; top: number } | null>(null);
  const navigate = useNavigate();
  const click = useClick((event) => {
    const own = event.target instanceof Element && event.target.closest('[role=slider]');
    if (pointed && !own) void navigate(`/trials/${pointed.path.trial.id}`);
  });
  const axes = useMemo(
    () => [...parameterAxes(experiment, trials), objectiveAxis(experiment, trials)],
    [experiment, trials],
  );
  const paths = useMemo(() => toPaths(trials, axes, experiment.objective.goal), [trials, axes, experiment]);
  const shown = dragged ?? brush;
  const passing = useMemo(() => paths.filter((path) => passes(path.trial, shown)), [paths, shown]);
  const draw = useCallback(
    (surface: Surface) => drawPaths(surface, paths, new Set(passing), axes.length),
    [paths, passing, axes.length],
  );
  if (waiting)
    return (
      <Panel title={texts.title}>
        <Loading height={HEIGHT} />
        <p className={classes.hint}>{texts.hint}</p>
      </Panel>
    );
  if (trials.length === 0)
    return (
      <Panel title={texts.title}>
        {isActive(experiment.state) ? (
          <EmptyState title={texts.empty}>{texts.emptyHint}</EmptyState>
        ) : (
          <EmptyState title={texts.neverAny}>{texts.neverAnyHint}</EmptyState>
        )}
      </Panel>
    );

  const height = HEIGHT - TOP - BOTTOM;
  const point = (event: React.PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const left = event.clientX - box.left;
    const top = event.clientY - box.top;
    const across = (left - SIDE) / spacing(box.width, axes.length);
    const path =
      across < 0 || across > axes.length - 1
        ? undefined
        : nearestPath(passing, across, 1 - (top - TOP) / height, REACH / height);
    setPointed(path ? { path, left, top } : null);
  };
  const drag = (axis: string) => (stretch: Stretch | null | undefined) =>
    setDragged(stretch === undefined ? null : withStretch(brush, axis, stretch));
  return (
    <Panel title={texts.title} actions={<GoodnessLegend worse={texts.worse} better={texts.better} />}>
      <ScrollRegion label={texts.title} className={classes.scroll}>
        <Canvas
          draw={draw}
          height={HEIGHT}
          style={{ minWidth: SIDE * 2 + (axes.length - 1) * AXIS_AT_LEAST, height: HEIGHT }}
          onPointerMove={point}
          onPointerLeave={() => setPointed(null)}
          {...click}
        >
          {(width) => (
            <>
              <svg
                className={classes.overlay}
                aria-label={texts.picture(trials.length, axes.length)}
                role="group"
              >
                {axes.map((axis, index) => {
                  const x = SIDE + index * spacing(width, axes.length);
                  const last = index === axes.length - 1;
                  const room = (last ? SIDE : spacing(width, axes.length)) - 12;
                  const outer = index === 0 || last;
                  const name = outer ? 2 * SIDE - 8 : spacing(width, axes.length) - 8;
                  return (
                    <g key={axis.id}>
                      <text className={classes.label} x={x} y={16}>
                        {shortened(axis.label, name, NAME_FONT)}
                        <title>{axis.label}</title>
                      </text>
                      <line className={classes.axis} x1={x} x2={x} y1={TOP} y2={TOP + height} />
                      {fitTicks(axis.scale.tickSets(), { ...TICKS, length: height }).map((tick) => (
                        <text
                          key={tick.at}
                          className={classes.tick}
                          x={x + 7}
                          y={TOP + height - tick.middle + 4}
                        >
                          {shortened(tick.label, room)}
                        </text>
                      ))}
                      <AxisBrush
                        axis={axis}
                        x={x}
                        top={TOP}
                        height={height}
                        stretch={brush[axis.id]}
                        onDrag={drag(axis.id)}
                        onChange={(stretch) => set(axis.id, stretch)}
                      />
                    </g>
                  );
                })}
                {pointed && <polyline className={classes.pointed} points={corners(pointed.path, width)} />}
              </svg>
              {pointed && (
                <PlotTip left={pointed.left} top={pointed.top} width={width}>
                  {trialTip(pointed.path.trial, experiment.objective.metric)}
                </PlotTip>
              )}
            </>
          )}
        </Canvas>
      </ScrollRegion>
      <p className={classes.hint}>{texts.hint}</p>
    </Panel>
  );
}

function spacing(width: number, axes: number): number {
  return (width - 2 * SIDE) / Math.max(axes - 1, 1);
}

function corners({ places }: Path, width: number): string {
  const step = spacing(width, places.length);
  return places
    .flatMap((place, index) =>
      place === undefined ? [] : [`${SIDE + index * step},${TOP + (HEIGHT - TOP - BOTTOM) * (1 - place)}`],
    )
    .join(' ');
}

function drawPaths(surface: Surface, paths: readonly Path[], passing: ReadonlySet<Path>, axes: number): void {
  const { context, width, scheme, token } = surface;
  const step = spacing(width, axes);
  const height = HEIGHT - TOP - BOTTOM;
  const stroke = (path: Path, color: string, alpha: number, thickness: number) => {
    context.strokeStyle = color;
    context.globalAlpha = alpha;
    context.lineWidth = thickness;
    context.beginPath();
    let drawing = false;
    path.places.forEach((place, index) => {
      if (place === undefined) return (drawing = false);
      const x = SIDE + index * step;
      const y = TOP + height * (1 - place);
      if (drawing) context.lineTo(x, y);
      else context.moveTo(x, y);
      return (drawing = true);
    });
    context.stroke();
  };
  context.lineJoin = 'round';
  const rest = token('track');
  for (const path of paths) if (!passing.has(path)) stroke(path, rest, 0.55, 1);
  const alpha = Math.min(1, Math.max(0.35, 140 / Math.max(passing.size, 1)));
  for (const path of paths) {
    if (!passing.has(path)) continue;
    if (path.goodness === undefined) stroke(path, token('muted'), alpha * 0.5, 1);
    else
      stroke(
        path,
        path.goodness === 1 ? token('best') : goodnessColor(path.goodness, scheme),
        path.goodness > 0.9 ? 0.95 : alpha,
        path.goodness === 1 ? 2.5 : 1.25,
      );
  }
  context.globalAlpha = 1;
}
