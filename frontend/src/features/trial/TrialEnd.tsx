import type { Trial } from '@/api/types';
import { reasonSentence, shortReason } from '@/shared/trialWords';
import { texts } from './texts';
import classes from './TrialEnd.module.css';

/** Why the trial ended, in a sentence; its failure where it has one, unless that says the same. */
export function TrialEnd({ trial, metric }: { trial: Trial; metric: string }) {
  const { stop_reason: reason, failure } = trial;
  if (!reason && !failure) return null;
  return (
    <div className={classes.end} data-failed={failure ? true : undefined}>
      {reason && reason.rule !== failure?.kind.toLowerCase() && <p>{reasonSentence(reason, metric)}</p>}
      {failure && (
        <p>
          <strong>{texts.failed(shortReason({ ...trial, stop_reason: null }))}</strong> {failure.message}
        </p>
      )}
    </div>
  );
}
