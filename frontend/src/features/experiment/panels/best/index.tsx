import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { isActive } from '@/api/experiments';
import { trialQueries } from '@/api/trials';
import type { BestTrial, Experiment } from '@/api/types';
import { formatCompact, formatValue, words } from '@/shared/format';
import { EmptyState, Panel } from '@/shared/Panel';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { ModelDownload, Parameters, Sample, TestMetrics } from '@/shared/trial/TrialResult';
import { varyingParameters } from '../../varyingParameters';
import classes from './best.module.css';

export default function BestPanel({ experiment }: { experiment: Experiment }) {
  if (experiment.best) return <Best experiment={experiment} best={experiment.best} />;
  return (
    <Panel title="Best trial">
      <EmptyState title="None yet">
        {isActive(experiment.state)
          ? 'The first trial that ends an epoch takes the lead.'
          : 'No trial came to a finite value of the objective.'}
      </EmptyState>
    </Panel>
  );
}

function Best({ experiment, best }: { experiment: Experiment; best: BestTrial }) {
  const { data: trial, error, refetch } = useQuery(trialQueries.one(best.trial_id));
  const varying = varyingParameters(experiment.spec);
  return (
    <Panel
      title="Best trial"
      actions={
        <>
          {trial && <ModelDownload trial={trial} />}
          <Button component={Link} to={`/trials/${best.trial_id}`} variant="default" size="compact-sm">
            Open
          </Button>
        </>
      }
    >
      <p className={classes.lead}>
        Trial {best.number}: {words(experiment.objective.metric)} <strong>{formatValue(best.value)}</strong>{' '}
        after epoch {best.step}
        {trial?.parameter_count ? `, ${formatCompact(trial.parameter_count)} weights` : ''}
      </p>
      <ProblemNotice error={error} onRetry={refetch} />
      {trial && (
        <Stack gap="md">
          <section>
            <h3 className={classes.title}>Parameters</h3>
            <Parameters
              parameters={Object.fromEntries(
                Object.entries(trial.parameters).filter(([name]) => varying.includes(name)),
              )}
            />
          </section>
          <section>
            <h3 className={classes.title}>Test metrics</h3>
            <TestMetrics trial={trial} />
          </section>
          <section>
            <h3 className={classes.title}>Generated text</h3>
            <Sample trial={trial} />
          </section>
        </Stack>
      )}
    </Panel>
  );
}
