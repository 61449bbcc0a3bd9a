import type { Trial } from '@/api/types';
import { formatValue, words } from '@/shared/format';
import { stateWord } from '@/shared/list/StateBadge';
import { texts } from './texts';

/** Tooltip of a trial's mark in all panels. */
export function trialTip(trial: Trial, metric: string) {
  return (
    <>
      <strong>{texts.trialTip(trial.number)}</strong>
      <span>
        {words(metric)} {formatValue(trial.best_value)} · {stateWord(trial.state).toLowerCase()}
      </span>
    </>
  );
}
