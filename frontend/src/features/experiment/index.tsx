import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useParams } from 'react-router-dom';
import { experimentQueries } from '@/api/experiments';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { ExperimentHeader } from './ExperimentHeader';
import classes from './index.module.css';
import { panels } from './panels';
import { SelectionBar } from './SelectionBar';
import { SelectionProvider } from './selection';
import { useCatchUp } from './useCatchUp';
import { WhenNear } from './WhenNear';

export function Component() {
  const id = Number(useParams().id);
  const { data: experiment, error, refetch } = useQuery(experimentQueries.one(id));
  useCatchUp(experiment);
  if (!experiment) return <ProblemNotice error={error} onRetry={refetch} />;
  return (
    <SelectionProvider key={id}>
      <ExperimentHeader experiment={experiment} />
      <ProblemNotice error={error} onRetry={refetch} />
      <div className={classes.grid}>
        {panels.map(({ name, width, later, View }) => (
          <div key={name} data-width={width}>
            <WhenNear height={later}>
              <Suspense fallback={<div style={{ height: later ?? 420 }} />}>
                <View experiment={experiment} />
              </Suspense>
            </WhenNear>
          </div>
        ))}
      </div>
      <SelectionBar experiment={experiment} />
    </SelectionProvider>
  );
}
