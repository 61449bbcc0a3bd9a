import type { Trial } from '@/api/types';
import { reasonSentence, shortReason } from '@/shared/trialWords';
import { texts } from './texts';
import classes from './TrialEnd.module.css';

/** Reason of the end of the trial in a sentence, and its failure if it says more. */
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
