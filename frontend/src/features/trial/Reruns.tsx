import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { trialQueries } from '@/api/trials/trials';
import { formatValue, words } from '@/shared/format';
import { Panel } from '@/shared/page/Panel';
import { StateBadge } from '@/shared/list/StateBadge';
import classes from './index.module.css';
import { texts } from './texts';

/** Reruns of the trial and their comparison. */
export function Reruns({ trial }: { trial: number }) {
  const { data: reruns = [] } = useQuery(trialQueries.reruns(trial));
  if (reruns.length === 0) return null;
  return (
    <Panel title={texts.reruns}>
      <ul className={classes.list}>
        {reruns.map((rerun) => (
          <li key={rerun.trial_id}>
            <StateBadge state={rerun.state} />
            <Link to={`/trials/${rerun.trial_id}`}>{verdictWords(rerun.verdict)}</Link>
            <span>
              {texts.compared(rerun.steps)}
              {rerun.first_difference &&
                `; ${words(rerun.first_difference.metric)} ${formatValue(rerun.first_difference.original)}, then ${formatValue(rerun.first_difference.rerun)}`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function verdictWords(verdict: string | null): string {
  if (verdict === null) return texts.verdicts.none;
  if (verdict === 'IDENTICAL') return texts.verdicts.IDENTICAL;
  const [, bound] = /^WITHIN (.+)$/.exec(verdict) ?? [];
  if (bound !== undefined) return texts.verdicts.WITHIN(bound);
  const [, step] = /^DIVERGED AT STEP (.+)$/.exec(verdict) ?? [];
  return step === undefined ? verdict : texts.verdicts.DIVERGED(step);
}
