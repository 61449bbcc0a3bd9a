import { Select } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Experiment, Trial } from '@/api/types';
import { Loading } from '@/shared/page/Loading';
import { Panel } from '@/shared/page/Panel';
import type { Surface } from '@/shared/plot/Canvas';
import type { Dot } from '@/shared/plot/dots';
import type { Frame } from '@/shared/plot/frame';
import { Scatter } from '@/shared/plot/Scatter';
import { useViewState } from '@/shared/view/useViewState';
import { numberAxis, objectiveAxis, valueOf } from '../../brush/axes';
import { dotColor } from '../../brush/dotColor';
import { placesOf, stretchOf } from '../../brush/stretchOf';
import { toDots } from '../../brush/toDots';
import { useBrush } from '../../brush/useBrush';
import { trialTip } from '../../trialTip';
import { useTrials } from '../../useTrials';
import { frontOf } from './front';
import classes from './pareto.module.css';
import { texts } from './texts';

const SHOWN = 12;

export default function ParetoPanel({ experiment }: { experiment: Experiment }) {
  const { trials, waiting } = useTrials(experiment);
  const { brush, set } = useBrush();
  const [params, put] = useViewState();
  const navigate = useNavigate();
  const asked = params.get('cost') ?? '';
  const cost = asked in texts.costs ? asked : 'seconds';
  const { goal, metric } = experiment.objective;
  const best = experiment.best?.trial_id;
  const x = useMemo(() => numberAxis(cost, texts.costs[cost] ?? cost, trials), [cost, trials]);
  // Those without a cost have no place here, so their values stretch no axis.
  const y = useMemo(
    () =>
      objectiveAxis(
        experiment,
        trials.filter((trial) => valueOf(trial, cost) !== null),
      ),
    [experiment, trials, cost],
  );
  const dots = useMemo(() => toDots(trials, x, y, { goal, brush, best }), [trials, x, y, goal, brush, best]);
  const front = useMemo(
    () =>
      frontOf(
        dots.filter((dot) => dot.emphasis !== 'faint' && dot.item.state === 'COMPLETED'),
        (dot) => ({ x: dot.x, y: goal === 'minimize' ? dot.y : -dot.y }),
      ),
    [dots, goal],
  );
  const background = useCallback(
    (surface: Surface, frame: Frame) => drawFront(surface, frame, front),
    [front],
  );
  const stretch = brush[cost];
  if (waiting)
    return (
      <Panel fill title={texts.title}>
        <Loading height={320} />
      </Panel>
    );
  return (
    <Panel
      fill
      title={texts.title}
      actions={
        <Select
          aria-label={texts.cost}
          w={220}
          allowDeselect={false}
          data={Object.entries(texts.costs).map(([value, label]) => ({ value, label }))}
          value={cost}
          onChange={(value) => put({ cost: value === 'seconds' ? null : value })}
        />
      }
    >
      <Scatter
        label={texts.picture(x.label, y.label, front.length)}
        dots={dots}
        x={x.scale}
        y={y.scale}
        xLabel={x.label}
        yLabel={y.label}
        height={320}
        color={dotColor}
        background={background}
        tip={(trial) => trialTip(trial, metric)}
        onSelect={(trial) => void navigate(`/trials/${trial.id}`)}
        onBrush={(places) => set(cost, places && stretchOf(x.scale, ...places))}
        brushed={stretch && placesOf(x.scale, stretch)}
      />
      {front.length > 0 && (
        <p className={classes.words}>{texts.front(front.slice(0, SHOWN).map((dot) => dot.item.number))}</p>
      )}
    </Panel>
  );
}

function drawFront({ context, token }: Surface, frame: Frame, front: readonly Dot<Trial>[]): void {
  context.strokeStyle = token('best');
  context.lineWidth = 1.5;
  context.setLineDash([4, 3]);
  context.beginPath();
  let height: number | undefined;
  for (const dot of front) {
    const x = frame.left + dot.x * frame.width;
    const y = frame.top + (1 - dot.y) * frame.height;
    // In steps: between two trials nothing better is known.
    if (height !== undefined) context.lineTo(x, height);
    context.lineTo(x, y);
    height = y;
  }
  context.stroke();
  context.setLineDash([]);
}
