import { Button } from '@mantine/core';
import { Link } from 'react-router-dom';
import { PageHeader } from '@/shared/page/PageHeader';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { useViewState } from '@/shared/view/useViewState';
import { CompareExperiments } from './CompareExperiments';
import { CompareTrials } from './CompareTrials';
import { readIds } from './rows';
import { texts } from './texts';

/** The URL contains the compared items, so that a link shows the same page to everybody. */
export function Component() {
  const [params, put] = useViewState();
  const trials = readIds(params.get('trials'));
  const experiments = readIds(params.get('experiments'), 12);
  const without = (key: string, ids: readonly number[]) => (id: number) =>
    put({ [key]: ids.filter((other) => other !== id).join() });
  return (
    <>
      <PageHeader
        title={texts.title(trials.length, experiments.length)}
        back={{ to: '/', label: 'Experiments' }}
      />
      {experiments.length > 0 ? (
        <CompareExperiments ids={experiments} onRemove={without('experiments', experiments)} />
      ) : trials.length > 0 ? (
        <CompareTrials ids={trials} onRemove={without('trials', trials)} />
      ) : (
        <Panel>
          <EmptyState title={texts.nothing}>
            <p>{texts.nothingHint}</p>
            <Button component={Link} to="/" variant="default">
              {texts.toList}
            </Button>
          </EmptyState>
        </Panel>
      )}
    </>
  );
}
