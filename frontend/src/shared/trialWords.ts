import type { Rank, StopReason, Trial } from '@/api/types';
import { formatDuration, formatValue, words } from './format';

const SHORT: Record<string, string> = {
  patience: 'no more progress',
  max_epochs: 'all epochs done',
  target: 'target reached',
  time: 'out of time',
  not_finite: 'not a finite number',
  budget: 'budget used up',
};

/** For a table cell. A rule this page has not heard of is named as it is. */
export function shortReason(trial: Pick<Trial, 'state' | 'stop_reason' | 'failure'>): string {
  const { stop_reason: reason } = trial;
  if (reason?.rank) return `${words(reason.rule)}, ${rankWords(reason.rank)}`;
  if (reason) return SHORT[reason.rule] ?? words(reason.rule);
  if (trial.failure) return words(trial.failure.kind).toLowerCase();
  return trial.state === 'CANCELLED' ? 'cancelled' : '';
}

/** A whole sentence, with the numbers the rule looked at. */
export function reasonSentence(reason: StopReason, metric: string): string {
  const { rule, step, value, threshold, rank } = reason;
  const name = words(metric);
  const seen = formatValue(value);
  const bound = formatValue(threshold);
  if (rank) {
    const wanted = threshold === null ? '' : `; to go on took ${bound}`;
    return `Stopped by ${words(rule)} after epoch ${step}: with ${name} ${seen} it was ${rankWords(rank)}${wanted}.`;
  }
  switch (rule) {
    case 'patience':
      return `Stopped after epoch ${step}: ${name} was ${seen} and had not clearly improved on ${bound} for as many epochs as patience allows.`;
    case 'max_epochs':
      return `Trained all ${step} epochs it was given.`;
    case 'target':
      return `Reached the target after epoch ${step}: ${name} ${seen}, wanted ${bound}.`;
    case 'time':
      return `Out of time after epoch ${step}${typeof threshold === 'number' ? `: the limit was ${formatDuration(threshold)}` : ''}.`;
    case 'not_finite':
      return `Stopped after epoch ${step} because ${name} was no longer a finite number${value === null ? '' : ` (${seen})`}.`;
    case 'budget':
      return `${ended(step)}, because the budget of its experiment was used up.`;
    case 'cancelled':
      return `${ended(step)}, because it was cancelled.`;
    default:
      return `Stopped by the rule “${words(rule)}” after epoch ${step}.`;
  }
}

/** Such as "9 of 12 at rung 2". */
export function rankWords({ place, of, rung }: Rank): string {
  return `${place} of ${of}${rung === null ? '' : ` at rung ${rung}`}`;
}

/** Returns the training time of a trial; null if it waits, because then the time on the wall clock has no meaning. */
export function trainedSeconds({ state, seconds }: Pick<Trial, 'state' | 'seconds'>): number | null {
  return state === 'QUEUED' || state === 'PAUSED' ? null : seconds;
}

function ended(step: number): string {
  return step === 0 ? 'Ended before its first epoch' : `Ended after epoch ${step}`;
}
