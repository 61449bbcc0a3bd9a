import type { Assignment, DryRun, ModelSize, Rung } from '@/api/types';
import { Facts } from '@/shared/details/Facts';
import {
  formatAssignment,
  formatBytes,
  formatDuration,
  formatParameter,
  formatPercent,
  toNumber,
  words,
} from '@/shared/format';
import { Panel } from '@/shared/page/Panel';
import classes from './DryRunPanel.module.css';
import { texts } from './texts';

export type DryRunStatus = 'empty' | 'checking' | 'wrong' | 'ready';

export interface DryRunPanelProps {
  result: DryRun | undefined;
  status: DryRunStatus;
}

/** Plan of the text; during a request, the plan of an earlier text. */
export function DryRunPanel({ result, status }: DryRunPanelProps) {
  const kept = toNumber(result?.infeasible_share ?? 0);
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
              [texts.trials, texts.trialCount(result.trial_count, result.replicas)],
              [texts.epochTokens, texts.tokens(result.epoch_tokens)],
              [texts.time, <Time key="time" forecast={result.forecast} />],
              [texts.smallest, <Size key="small" model={result.smallest_model} />],
              [texts.largest, <Size key="large" model={result.largest_model} />],
              [texts.memory, texts.atMost(formatBytes(result.largest_model.memory_bytes))],
              ...(kept > 0 ? ([[texts.keptOut, formatPercent(kept)]] as const) : []),
            ]}
          />
          {result.warnings.length > 0 && (
            <ul className={classes.warnings} aria-label={texts.warnings}>
              {result.warnings.map(({ message }) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          )}
          {result.rungs.length > 0 && <Rungs rungs={result.rungs} count={result.rung_count} />}
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

function Time({ forecast: { minutes, basis } }: { forecast: DryRun['forecast'] }) {
  return <span title={basis}>{minutes === null ? texts.timeUnknown : formatDuration(60 * minutes)}</span>;
}

const BRACKETS = 4;

/** The ladder that trials climb, a line for each bracket. */
function Rungs({ rungs, count }: { rungs: readonly Rung[]; count: number }) {
  const brackets = [...new Set(rungs.map(({ bracket }) => bracket))].slice(0, BRACKETS);
  const shown = rungs.filter(({ bracket }) => brackets.includes(bracket));
  return (
    <ul className={classes.rungs} aria-label={texts.rungs}>
      {brackets.map((bracket) => (
        <li key={bracket}>
          {shown
            .filter((rung) => rung.bracket === bracket)
            .map(({ trials, epochs }, place) => texts.rung(place === 0, trials, epochs))
            .join(', ')}
        </li>
      ))}
      {count > shown.length && <li>{texts.moreRungs(count - shown.length)}</li>}
    </ul>
  );
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
