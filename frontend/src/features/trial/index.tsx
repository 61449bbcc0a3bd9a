import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { experimentQueries } from '@/api/experiments';
import { hasEnded, trialQueries, useCancelTrial } from '@/api/trials';
import type { Trial } from '@/api/types';
import { ConfirmButton } from '@/shared/ConfirmButton';
import { Facts } from '@/shared/Facts';
import { formatCompact, formatDuration, formatValue, NOTHING, words } from '@/shared/format';
import { PageHeader } from '@/shared/PageHeader';
import { Panel } from '@/shared/Panel';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { StateBadge } from '@/shared/StateBadge';
import { ModelDownload, Parameters, Sample, TestMetrics } from '@/shared/trial/TrialResult';
import { TrialEnd } from './TrialEnd';
import classes from './index.module.css';
import { TrialCurves } from './TrialCurves';

export function Component() {
  const id = Number(useParams().id);
  const { data: trial, error, refetch } = useQuery(trialQueries.one(id));
  if (!trial) return <ProblemNotice error={error} onRetry={refetch} />;
  return <TrialPage trial={trial} problem={<ProblemNotice error={error} onRetry={refetch} />} />;
}

function TrialPage({ trial, problem }: { trial: Trial; problem: React.ReactNode }) {
  const { data: experiment } = useQuery(experimentQueries.one(trial.experiment_id));
  const cancel = useCancelTrial(trial.id);
  const metric = experiment?.objective.metric ?? 'objective';
  return (
    <>
      <PageHeader
        title={`Trial ${trial.number}`}
        back={{ to: `/experiments/${trial.experiment_id}`, label: experiment?.name ?? 'Experiment' }}
        badge={<StateBadge state={trial.state} />}
        actions={
          <>
            <ModelDownload trial={trial} />
            {!hasEnded(trial.state) && (
              <ConfirmButton
                label="Cancel"
                question={`Cancel trial ${trial.number}?`}
                consequence="It ends after the step it is at. Its curve is kept; the experiment goes on."
                action="Cancel the trial"
                mutation={cancel}
              />
            )}
          </>
        }
      />
      {problem}
      <TrialEnd trial={trial} metric={metric} />
      <Panel>
        <Facts figures facts={figures(trial, metric)} />
      </Panel>
      <div className={classes.columns}>
        <TrialCurves trial={trial} />
        <div className={classes.side}>
          <Panel title="Parameters">
            <Parameters parameters={trial.parameters} />
          </Panel>
          <Panel title="Test metrics">
            <TestMetrics trial={trial} />
          </Panel>
          <Panel title="Generated text">
            <Sample trial={trial} />
          </Panel>
        </div>
      </div>
    </>
  );
}

function figures(trial: Trial, metric: string) {
  const epoch =
    trial.epoch_fraction === null ? '' : ` · ${Math.round(100 * trial.epoch_fraction)} % of the next`;
  return [
    [`Best ${words(metric)}`, formatValue(trial.best_value)],
    ['Best epoch', trial.best_step ?? NOTHING],
    ['Last', formatValue(trial.last_value)],
    ['Epochs', `${trial.last_step ?? 0}${trial.state === 'RUNNING' ? epoch : ''}`],
    ['Duration', formatDuration(trial.seconds)],
    ['Weights', trial.parameter_count === null ? NOTHING : formatCompact(trial.parameter_count)],
    ['Seed', trial.seed],
    ...(trial.attempt > 1 ? ([['Attempt', trial.attempt]] as const) : []),
  ] as const;
}
