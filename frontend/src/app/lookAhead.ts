import { experimentQueries, isActive } from '@/api/experiments';
import { trialQueries } from '@/api/trials/trials';
import { queryClient } from './queryClient';

/** Requests the data that the page of an experiment shows first, while the code of the page is loaded. */
export async function lookAhead(id: number, params: URLSearchParams): Promise<void> {
  const experiment = await queryClient.query(experimentQueries.one(id));
  const metric = params.get('metric') ?? experiment.objective.metric;
  const live = isActive(experiment.state);
  await Promise.all([
    queryClient.query(experimentQueries.curves(id, metric, live)),
    queryClient.query(experimentQueries.allTrials(id, live)),
    experiment.best && queryClient.query(trialQueries.one(experiment.best.trial_id)),
  ]);
}
