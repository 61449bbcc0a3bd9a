import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isActive } from '@/api/experiments';
import type { Experiment } from '@/api/types';
import { endedOf } from '@/shared/list/TrialProgress';

/**
 * Reloads all data of an experiment after one of its trials has ended: data that was read just before may lack that
 * trial, and polling stops after the end of the experiment.
 */
export function useCatchUp(experiment: Experiment | undefined): void {
  const client = useQueryClient();
  const seen = experiment && `${endedOf(experiment.trials)} ${isActive(experiment.state)}`;
  const last = useRef(seen);
  const id = experiment?.id;

  useEffect(() => {
    if (last.current !== undefined && last.current !== seen) {
      // longer keys than the experiment's own, which has just been read
      const isPart = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey.length > 2;
      void client.invalidateQueries({ queryKey: ['experiments', id], predicate: isPart });
    }
    last.current = seen;
  }, [client, id, seen]);
}
