import { useQuery } from '@tanstack/react-query';
import { Suspense, useDeferredValue } from 'react';
import { useParams } from 'react-router-dom';
import { experimentQueries } from '@/api/experiments';
import type { Experiment } from '@/api/types';
import { PendingPage } from '@/shared/page/PendingPage';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { ExperimentHeader } from './ExperimentHeader';
import classes from './index.module.css';
import { panels } from './panels';
import { SelectionBar } from './SelectionBar';
import { SelectionProvider } from './selection';
import { texts } from './texts';
import { useCatchUp } from './useCatchUp';
import { WhenNear } from './WhenNear';

/** About that of all panels: who comes back to this page finds the place it was scrolled to. */
const HEIGHT = 4_000;

export function Component() {
  const id = Number(useParams().id);
  const { data: experiment, error, refetch } = useQuery(experimentQueries.one(id));
  useCatchUp(experiment);
  if (!experiment)
    return (
      <PendingPage
        title={texts.experiment}
        back={{ to: '/', label: texts.experiments }}
        error={error}
        onRetry={refetch}
      />
    );
  return (
    <SelectionProvider key={id}>
      <ExperimentHeader experiment={experiment} />
      <ProblemNotice error={error} onRetry={refetch} />
      <Panels experiment={experiment} />
      <SelectionBar experiment={experiment} />
    </SelectionProvider>
  );
}

function Panels({ experiment }: { experiment: Experiment }) {
  // Content above is painted first.
  const shown = useDeferredValue(true, false);
  if (!shown) return <div style={{ height: HEIGHT }} />;
  return (
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
  );
}
