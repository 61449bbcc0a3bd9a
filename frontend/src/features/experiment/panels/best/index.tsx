import { Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { isActive } from '@/api/experiments';
import { trialQueries } from '@/api/trials/trials';
import type { BestTrial, Experiment } from '@/api/types';
import { formatCompact, formatValue, words } from '@/shared/format';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { ModelDownload, Parameters, Sample, TestMetrics } from '@/shared/trial/TrialResult';
import { varyingParameters } from '../../varyingParameters';
import classes from './best.module.css';
import { texts } from './texts';

export default function BestPanel({ experiment }: { experiment: Experiment }) {
  if (experiment.best) return <Best experiment={experiment} best={experiment.best} />;
  return (
    <Panel title={texts.title}>
      {isActive(experiment.state) ? (
        <EmptyState title={texts.none}>{texts.noneYet}</EmptyState>
      ) : (
        <EmptyState title={texts.never}>{texts.noneEver}</EmptyState>
      )}
    </Panel>
  );
}

function Best({ experiment, best }: { experiment: Experiment; best: BestTrial }) {
  const { data: trial, error, refetch } = useQuery(trialQueries.one(best.trial_id));
  const varying = varyingParameters(experiment.spec);
  return (
    <Panel
      title={texts.title}
      actions={
        <>
          {trial && <ModelDownload trial={trial} />}
          <Button component={Link} to={`/trials/${best.trial_id}`} variant="default" size="compact-sm">
            {texts.open}
          </Button>
        </>
      }
    >
      <p className={classes.lead}>
        {texts.trial(best.number)}: {words(experiment.objective.metric)}{' '}
        <strong>{formatValue(best.value)}</strong> {texts.afterEpoch(best.step)}
        {trial?.parameter_count ? texts.weights(formatCompact(trial.parameter_count)) : ''}
      </p>
      <ProblemNotice error={error} onRetry={refetch} />
      {trial && (
        <Stack gap="md">
          <section>
            <h3 className={classes.title}>{texts.parameters}</h3>
            <Parameters
              parameters={Object.fromEntries(
                Object.entries(trial.parameters).filter(([name]) => varying.includes(name)),
              )}
            />
          </section>
          <section>
            <h3 className={classes.title}>{texts.testMetrics}</h3>
            <TestMetrics trial={trial} />
          </section>
          {experiment.spec.task?.type !== 'classification' && (
            <section>
              <h3 className={classes.title}>{texts.generated}</h3>
              <Sample trial={trial} />
            </section>
          )}
        </Stack>
      )}
    </Panel>
  );
}
