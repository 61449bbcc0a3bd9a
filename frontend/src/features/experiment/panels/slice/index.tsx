import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Experiment, Trial } from '@/api/types';
import { Loading } from '@/shared/page/Loading';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { Scatter } from '@/shared/plot/Scatter';
import { objectiveAxis, parameterAxes, type Axis } from '../../brush/axes';
import { dotColor } from '../../brush/dotColor';
import { placesOf, stretchOf } from '../../brush/stretchOf';
import { toDots } from '../../brush/toDots';
import { useBrush } from '../../brush/useBrush';
import { trialTip } from '../../trialTip';
import { useTrials } from '../../useTrials';
import classes from './slice.module.css';
import { texts } from './texts';

export default function SlicePanel({ experiment }: { experiment: Experiment }) {
  const { trials, waiting } = useTrials(experiment);
  const axes = useMemo(() => parameterAxes(experiment, trials), [experiment, trials]);
  const objective = useMemo(() => objectiveAxis(experiment, trials), [experiment, trials]);
  if (waiting)
    return (
      <Panel title={texts.title}>
        <Loading height={240} />
      </Panel>
    );
  if (axes.length === 0)
    return (
      <Panel title={texts.title}>
        <EmptyState title={texts.needsOne}>{texts.needsOneHint}</EmptyState>
      </Panel>
    );
  return (
    <Panel title={texts.title}>
      <div className={classes.grid}>
        {axes.map((axis) => (
          <Slice key={axis.id} experiment={experiment} trials={trials} x={axis} y={objective} />
        ))}
      </div>
      <p className={classes.hint}>{texts.hint}</p>
    </Panel>
  );
}

interface SliceProps {
  experiment: Experiment;
  trials: readonly Trial[];
  x: Axis;
  y: Axis;
}

function Slice({ experiment, trials, x, y }: SliceProps) {
  const { brush, set } = useBrush();
  const navigate = useNavigate();
  const { goal } = experiment.objective;
  const best = experiment.best?.trial_id;
  const dots = useMemo(() => toDots(trials, x, y, { goal, brush, best }), [trials, x, y, goal, brush, best]);
  const stretch = brush[x.id];
  return (
    <Scatter
      label={texts.picture(x.label, y.label, dots.length)}
      dots={dots}
      x={x.scale}
      y={y.scale}
      xLabel={x.label}
      yLabel={y.label}
      color={dotColor}
      tip={(trial) => trialTip(trial, experiment.objective.metric)}
      onSelect={(trial) => void navigate(`/trials/${trial.id}`)}
      onBrush={(places) => set(x.id, places && stretchOf(x.scale, ...places))}
      brushed={stretch && placesOf(x.scale, stretch)}
    />
  );
}
