import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { trialQueries } from '@/api/trials/trials';
import type { Experiment, Trial } from '@/api/types';
import { formatParameter, words } from '@/shared/format';
import { Panel } from '@/shared/page/Panel';
import { Parameters } from '@/shared/trial/TrialResult';
import { differencesOf } from '../curves/differences';
import classes from '../index.module.css';
import { texts } from '../texts';

/** The parameters, those that differ from the best trial's first and beside its values. */
export function ParametersPanel({ trial, experiment }: { trial: Trial; experiment: Experiment | undefined }) {
  const best = experiment?.best;
  const other = useQuery({
    ...trialQueries.one(best?.trial_id ?? 0),
    enabled: best !== undefined && best !== null && best.trial_id !== trial.id,
  });
  if (!best || best.trial_id === trial.id || !other.data) {
    return (
      <Panel title={texts.parameters}>
        {best?.trial_id === trial.id && <p className={classes.note}>{texts.thisIsBest}</p>}
        <Parameters parameters={trial.parameters} />
      </Panel>
    );
  }
  const { differing, same } = differencesOf(trial.parameters, other.data.parameters);
  const shared = Object.entries(trial.parameters).filter(
    ([name]) => !differing.some((difference) => difference.name === name),
  );
  return (
    <Panel title={texts.parameters}>
      <table className={classes.differences}>
        <thead>
          <tr>
            <th scope="col">{texts.parameter}</th>
            <th scope="col">{texts.here}</th>
            <th scope="col">
              <Link to={`/trials/${best.trial_id}`}>{texts.best(best.number)}</Link>
            </th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ name, here, there }) => (
            <tr key={name}>
              <th scope="row">{words(name)}</th>
              <td>
                <mark>{formatParameter(here)}</mark>
              </td>
              <td>{formatParameter(there)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {same > 0 && (
        <details className={classes.more}>
          <summary>{texts.same(same)}</summary>
          <Parameters parameters={Object.fromEntries(shared)} />
        </details>
      )}
    </Panel>
  );
}
