import type { Assignment, DryRun, ModelSize } from '@/api/types';
import { Facts } from '@/shared/Facts';
import { formatAssignment, formatCount, formatParameter, words } from '@/shared/format';
import { Panel } from '@/shared/Panel';
import classes from './DryRunPanel.module.css';
import { texts } from './texts';

export type DryRunStatus = 'empty' | 'checking' | 'wrong' | 'ready';

export interface DryRunPanelProps {
  result: DryRun | undefined;
  status: DryRunStatus;
}

/** What the text would start; of an earlier state of the text while that is not ready. */
export function DryRunPanel({ result, status }: DryRunPanelProps) {
  return (
    <Panel
      title={texts.dryRun}
      actions={
        <span className={classes.status} data-status={status} role="status">
          {texts.status[status]}
        </span>
      }
    >
      {!result && <p className={classes.muted}>{texts.dryRunHint}</p>}
      {result && (
        <div className={classes.result} data-stale={status !== 'ready' || undefined}>
          <Facts
            facts={[
              [texts.trials, formatCount(result.trial_count)],
              [texts.smallest, <Size key="small" model={result.smallest_model} />],
              [texts.largest, <Size key="large" model={result.largest_model} />],
            ]}
          />
          {result.first_proposals.length > 0 && <Proposals proposals={result.first_proposals} />}
          {result.ignored.length > 0 && (
            <p>
              {texts.ignored(result.ignored.length)} <code>{result.ignored.join(', ')}</code>
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}

function Size({ model }: { model: ModelSize }) {
  return <span title={formatAssignment(model.parameters)}>{texts.weights(model.parameter_count)}</span>;
}

/** Parameters that are the same in all of them say nothing; the others get a column each. */
function Proposals({ proposals }: { proposals: readonly Assignment[] }) {
  const [first = {}] = proposals;
  const names = Object.keys(first).filter((name) => proposals.some((other) => other[name] !== first[name]));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={texts.proposals}>
      <table className={classes.table}>
        <caption>{texts.proposals}</caption>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {words(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {proposals.map((proposal, number) => (
            <tr key={number}>
              {names.map((name) => (
                <td key={name}>{formatParameter(proposal[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
