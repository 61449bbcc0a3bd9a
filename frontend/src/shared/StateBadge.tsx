import type { TrialState } from '@/api/types';
import {
  CancelledIcon,
  CompletedIcon,
  FailedIcon,
  PausedIcon,
  PrunedIcon,
  QueuedIcon,
  RunningIcon,
} from './icons';
import classes from './StateBadge.module.css';

/** A state, or that an experiment is gone, which its last event tells. */
export type ShownState = TrialState | 'DELETED';

const ICONS: Record<ShownState, typeof QueuedIcon> = {
  QUEUED: QueuedIcon,
  RUNNING: RunningIcon,
  PAUSED: PausedIcon,
  COMPLETED: CompletedIcon,
  PRUNED: PrunedIcon,
  FAILED: FailedIcon,
  CANCELLED: CancelledIcon,
  DELETED: CancelledIcon,
};

/** A state by shape, word and colour. */
export function StateBadge({ state }: { state: ShownState }) {
  const Icon = ICONS[state];
  return (
    <span className={classes.badge} data-state={state}>
      <Icon className={classes.icon} />
      {stateWord(state)}
    </span>
  );
}

export function stateWord(state: ShownState): string {
  return state.charAt(0) + state.slice(1).toLowerCase();
}
