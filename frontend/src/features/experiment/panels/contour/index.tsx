import { Select } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Experiment, Trial } from '@/api/types';
import { Loading } from '@/shared/page/Loading';
import { EmptyState, Panel } from '@/shared/page/Panel';
import type { Surface } from '@/shared/plot/Canvas';
import { goodnessColor } from '@/shared/plot/color';
import type { Frame } from '@/shared/plot/frame';
import { Scatter } from '@/shared/plot/Scatter';
import { ScrollRegion } from '@/shared/page/ScrollRegion';
import { useViewState } from '@/shared/view/useViewState';
import { objectiveAxis, parameterAxes, type Axis } from '../../brush/axes';
import { passes, type Stretch } from '../../brush/brush';
import { dotColor } from '../../brush/dotColor';
import { toDots } from '../../brush/toDots';
import { useBrush } from '../../brush/useBrush';
import { trialTip } from '../../trialTip';
import { useTrials } from '../../useTrials';
import classes from './contour.module.css';
import { toCells, toField, type Cell, type FieldPoint } from './field';
import { HeatMap } from './HeatMap';
import { texts } from './texts';

const SIZE = 44;
const BANDS = 10;

export default function ContourPanel({ experiment }: { experiment: Experiment }) {
  const { trials, waiting } = useTrials(experiment);
  const [params, put] = useViewState();
  const axes = useMemo(() => parameterAxes(experiment, trials), [experiment, trials]);
  const x = axes.find((axis) => axis.id === params.get('over')) ?? axes[0];
  const others = axes.filter((axis) => axis !== x);
  const y = others.find((axis) => axis.id === params.get('and')) ?? others[0];
  const choices = (list: readonly Axis[]) => list.map(({ id, label }) => ({ value: id, label }));
  if (waiting)
    return (
      <Panel fill title={texts.title}>
        <Loading height={340} />
      </Panel>
    );
  if (!x || !y)
    return (
      <Panel fill title={texts.title}>
        <EmptyState title={texts.needsTwo}>{texts.needsTwoHint}</EmptyState>
      </Panel>
    );
  return (
    <Panel
      fill
      title={texts.title}
      actions={
        <div className={classes.picks}>
          <Select
            aria-label={texts.across}
            w={150}
            allowDeselect={false}
            data={choices(axes)}
            value={x.id}
            onChange={(id) => put({ over: id, and: id === y.id ? x.id : y.id })}
          />
          <Select
            aria-label={texts.up}
            w={150}
            allowDeselect={false}
            data={choices(others)}
            value={y.id}
            onChange={(id) => put({ over: x.id, and: id })}
          />
        </div>
      }
    >
      {x.scale.kind === 'category' && y.scale.kind === 'category' ? (
        <Grid experiment={experiment} trials={trials} x={x} y={y} />
      ) : (
        <Contour experiment={experiment} trials={trials} x={x} y={y} />
      )}
    </Panel>
  );
}

interface PairProps {
  experiment: Experiment;
  trials: readonly Trial[];
  x: Axis;
  y: Axis;
}

function Grid({ experiment, trials, x, y }: PairProps) {
  const { brush, setMany } = useBrush();
  const { goal } = experiment.objective;
  const cells = useMemo(() => toCells(trials, x, y, goal), [trials, x, y, goal]);
  const only = (category: number | string | undefined): Stretch =>
    typeof category === 'number' ? { low: category, high: category } : { words: [String(category)] };
  const select = ({ column, row }: Cell) =>
    setMany({ [x.id]: only(x.scale.categories[column]), [y.id]: only(y.scale.categories[row]) });
  return (
    <>
      <ScrollRegion label={texts.axes(x.label, y.label)}>
        <HeatMap x={x} y={y} cells={cells} faint={(trial) => !passes(trial, brush)} onSelect={select} />
      </ScrollRegion>
      <p className={classes.axis}>{texts.axes(x.label, y.label)}</p>
      <p className={classes.hint}>{texts.gridHint}</p>
    </>
  );
}

function Contour({ experiment, trials, x, y }: PairProps) {
  const { brush } = useBrush();
  const navigate = useNavigate();
  const { goal, metric } = experiment.objective;
  const best = experiment.best?.trial_id;
  const dots = useMemo(() => toDots(trials, x, y, { goal, brush, best }), [trials, x, y, goal, brush, best]);
  const field = useMemo(
    () =>
      toField(
        dots.flatMap((dot) => (dot.goodness === undefined ? [] : [{ ...dot, goodness: dot.goodness }])),
        SIZE,
      ),
    [dots],
  );
  const background = useCallback(
    (surface: Surface, frame: Frame) => drawField(surface, frame, field),
    [field],
  );
  return (
    <>
      <Scatter
        label={texts.picture(x.label, y.label, objectiveAxis(experiment, trials).label)}
        dots={dots}
        x={x.scale}
        y={y.scale}
        xLabel={x.label}
        yLabel={y.label}
        height={340}
        color={dotColor}
        background={background}
        tip={(trial) => trialTip(trial, metric)}
        onSelect={(trial) => void navigate(`/trials/${trial.id}`)}
      />
      <p className={classes.hint}>{texts.hint}</p>
    </>
  );
}

/** In steps, so that the edges of the steps are the contours. */
function drawField({ context, scheme }: Surface, frame: Frame, field: readonly FieldPoint[]): void {
  const at = (index: number, length: number) => Math.round((index / SIZE) * length);
  field.forEach(({ goodness, certainty }, index) => {
    if (certainty < 0.05) return;
    context.globalAlpha = 0.75 * Math.min(1, certainty * 1.6);
    context.fillStyle = goodnessColor((Math.floor(goodness * BANDS) + 0.5) / BANDS, scheme);
    const column = index % SIZE;
    const row = SIZE - 1 - Math.floor(index / SIZE);
    // On whole pixels: no seams between the cells.
    const x = at(column, frame.width);
    const y = at(row, frame.height);
    context.fillRect(
      frame.left + x,
      frame.top + y,
      at(column + 1, frame.width) - x,
      at(row + 1, frame.height) - y,
    );
  });
  context.globalAlpha = 1;
}
