import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { withStates } from '@/api/curves';
import { experimentQueries, isActive } from '@/api/experiments';
import type { Curves, Experiment } from '@/api/types';
import { endedOf } from '@/shared/TrialProgress';

/** The curves of all trials, growing while the experiment runs. */
export function useLiveCurves(experiment: Experiment, metric: string) {
  const client = useQueryClient();
  const live = isActive(experiment.state);
  const options = experimentQueries.curves(experiment.id, metric, live);
  const curves = useQuery(options);
  const ended = endedOf(experiment.trials);

  // A trial that ends may record no further point, and the last points may come with the last change of state:
  // look once more whenever a trial has ended.
  useEffect(() => {
    const latest = experimentQueries.trials(experiment.id, { sort: '-finished_at', size: 50 }, false);
    const catchUp = async () => {
      await client.invalidateQueries({ queryKey: options.queryKey });
      const { items } = await client.query({ ...latest, staleTime: 0 });
      client.setQueryData<Curves>(options.queryKey, (held) => held && withStates(held, items));
    };
    // A failure shows on the curves' own query, which asks the same server.
    catchUp().catch(() => undefined);
  }, [client, experiment.id, ended, live, metric]); // eslint-disable-line react-hooks/exhaustive-deps

  return curves;
}
