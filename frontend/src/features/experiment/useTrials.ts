import { useQuery } from '@tanstack/react-query';
import { experimentQueries, isActive } from '@/api/experiments';
import type { Experiment, Trial } from '@/api/types';

const NONE: readonly Trial[] = [];

/** All trials of the experiment for the panels that draw them; changes are merged while it runs. */
export function useTrials(experiment: Experiment) {
  const { data, isPending, error, refetch } = useQuery(
    experimentQueries.allTrials(experiment.id, isActive(experiment.state)),
  );
  return { trials: data ?? NONE, waiting: isPending, error, refetch };
}
