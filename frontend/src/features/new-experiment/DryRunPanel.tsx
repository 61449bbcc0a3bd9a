import type { Assignment, DryRun, ModelSize } from '@/api/types';
import { Facts } from '@/shared/Facts';
import { formatAssignment, formatCount, formatParameter, plural, words } from '@/shared/format';
import { Panel } from '@/shared/Panel';
import classes from './DryRunPanel.module.css';

export interface DryRunPanelProps {
  result: DryRun | undefined;
  /** Whether the result is of the text as it stands. */
  current: boolean;
  checking: boolean;
}

/** What the text would start. */
export function DryRunPanel({ result, current, checking }: DryRunPanelProps) {
  const status = current ? 'Ready to start' : checking ? 'Checking…' : 'Needs mending';
  return (
    <Panel
      title="What it will do"
      actions={
        <span
          className={classes.status}
          data-status={current ? 'ready' : checking ? 'checking' : 'wrong'}
          role="status"
        >
          {status}
        </span>
      }
    >
      {!result && <p className={classes.muted}>Here you see what the search will try, before it starts.</p>}
      {result && (
        <div className={classes.result} data-stale={!current || undefined}>
          <Facts
            facts={[
              ['Trials', formatCount(result.trial_count)],
              ['Smallest model', <Size key="small" model={result.smallest_model} />],
              ['Largest model', <Size key="large" model={result.largest_model} />],
            ]}
          />
          {result.first_proposals.length > 0 && <Proposals proposals={result.first_proposals} />}
          {result.ignored.length > 0 && (
            <p>
              {plural(result.ignored.length, 'key means', 'keys mean')} nothing here and will be ignored:{' '}
              <code>{result.ignored.join(', ')}</code>
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}

function Size({ model }: { model: ModelSize }) {
  return <span title={formatAssignment(model.parameters)}>{formatCount(model.parameter_count)} weights</span>;
}

/** Parameters that are the same in all of them say nothing; the others get a column each. */
function Proposals({ proposals }: { proposals: readonly Assignment[] }) {
  const [first = {}] = proposals;
  const names = Object.keys(first).filter((name) => proposals.some((other) => other[name] !== first[name]));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="First proposals">
      <table className={classes.table}>
        <caption>The first trials</caption>
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
