import type { ExperimentSummary, TrialState } from '@/api/types';
import { formatCount } from '@/shared/format';
import {
  CancelledIcon,
  CompletedIcon,
  FailedIcon,
  PausedIcon,
  PrunedIcon,
  QueuedIcon,
  RunningIcon,
  WarningIcon,
} from '@/shared/page/icons';
import classes from './StateBadge.module.css';
import { texts } from '@/shared/texts';

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

/** A state by shape, word and color. A past one does not move. */
export function StateBadge({ state, past = false }: { state: ShownState; past?: boolean }) {
  const Icon = ICONS[state];
  return (
    <span className={classes.badge} data-state={state} data-past={past || undefined}>
      <Icon className={classes.icon} />
      {stateWord(state)}
    </span>
  );
}

/** The state of an experiment, and how many of its trials failed. */
export function ExperimentBadge({ experiment }: { experiment: Pick<ExperimentSummary, 'state' | 'trials'> }) {
  const { state, trials } = experiment;
  if (trials.failed === 0 || state === 'FAILED') return <StateBadge state={state} />;
  const Icon = state === 'COMPLETED' ? WarningIcon : ICONS[state];
  return (
    <span className={classes.badge} data-state={state} data-failed>
      <Icon className={classes.icon} />
      {texts.someFailed(stateWord(state), formatCount(trials.failed), formatCount(trials.planned))}
    </span>
  );
}

export function stateWord(state: ShownState): string {
  return state.charAt(0) + state.slice(1).toLowerCase();
}
