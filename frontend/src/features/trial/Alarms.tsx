import { useQuery } from '@tanstack/react-query';
import { hasEnded, trialQueries } from '@/api/trials/trials';
import type { Trial } from '@/api/types';
import { formatValue } from '@/shared/format';
import { WarningIcon } from '@/shared/page/icons';
import classes from './TrialEnd.module.css';
import { texts } from './texts';

/** Alarms about the gradients, if there are any. */
export function Alarms({ trial }: { trial: Trial }) {
  const { data: alarms = [] } = useQuery(trialQueries.alarms(trial.id, !hasEnded(trial.state)));
  return alarms.map(({ kind, step, value, threshold }) => (
    <p key={kind} className={classes.alarm} role="status">
      <WarningIcon /> {texts.alarms[kind](step, formatValue(value), formatValue(threshold))}
    </p>
  ));
}
