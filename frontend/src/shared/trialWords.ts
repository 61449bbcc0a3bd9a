import type { StopReason, Trial } from '@/api/types';
import { formatDuration, formatValue } from './format';

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
  if (trial.stop_reason) return SHORT[trial.stop_reason.rule] ?? trial.stop_reason.rule.replaceAll('_', ' ');
  if (trial.failure) return trial.failure.kind.replaceAll('_', ' ').toLowerCase();
  return trial.state === 'CANCELLED' ? 'cancelled' : '';
}

/** A whole sentence, with the numbers the rule looked at. */
export function reasonSentence({ rule, step, value, threshold }: StopReason, metric: string): string {
  const name = metric.replaceAll('_', ' ');
  const seen = formatValue(value);
  const bound = formatValue(threshold);
  switch (rule) {
    case 'patience':
      return `Stopped after epoch ${step}: ${name} was ${seen} and had not improved on ${bound} for as many epochs as patience allows.`;
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
      return `Stopped by the rule “${rule.replaceAll('_', ' ')}” after epoch ${step}.`;
  }
}

function ended(step: number): string {
  return step === 0 ? 'Ended before its first epoch' : `Ended after epoch ${step}`;
}
