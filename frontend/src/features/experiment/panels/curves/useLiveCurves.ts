import { useQuery } from '@tanstack/react-query';
import { experimentQueries, isActive } from '@/api/experiments';
import type { Experiment } from '@/api/types';

/** The curves of all trials, growing while the experiment runs. */
export function useLiveCurves(experiment: Experiment, metric: string, enabled = true) {
  return useQuery({
    ...experimentQueries.curves(experiment.id, metric, isActive(experiment.state)),
    enabled,
  });
}
