import { useQuery } from '@tanstack/react-query';
import { trialQueries } from '@/api/trials/trials';
import { formatCount, formatPercent } from '@/shared/format';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { ScrollRegion } from '@/shared/page/ScrollRegion';
import { toConfusion, type Confusion } from './confusion';
import classes from './ConfusionPanel.module.css';
import { texts } from '../texts';

/** Confusion matrix on the test part: the darker a cell, the larger its fraction of the true label. */
export function ConfusionPanel({ trial }: { trial: number }) {
  const { data, error, refetch } = useQuery(trialQueries.confusion(trial));
  if (!data) return <ProblemNotice error={error} onRetry={refetch} />;
  return (
    <Panel title={texts.confusion}>
      <p className={classes.hint}>{texts.confusionHint}</p>
      <Matrix confusion={toConfusion(data)} />
    </Panel>
  );
}

function Matrix({ confusion: { rows, precision } }: { confusion: Confusion }) {
  return (
    <ScrollRegion label={texts.confusion}>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{texts.rightLabel}</th>
            {rows.map(({ label }) => (
              <th key={label} scope="col" title={label}>
                <bdi>{label}</bdi>
              </th>
            ))}
            <th scope="col" title={texts.recallHint}>
              {texts.recall}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells, recall }, right) => (
            <tr key={label}>
              <th scope="row" title={label}>
                <bdi>{label}</bdi>
              </th>
              {cells.map(({ count, share }, given) => (
                <td
                  key={rows[given]?.label}
                  data-right={given === right || undefined}
                  style={{ background: shade(share, given === right) }}
                  title={texts.confusionCell(label, rows[given]?.label ?? '', count)}
                >
                  {count === 0 ? '' : formatCount(count)}
                </td>
              ))}
              <td>{formatPercent(recall)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" title={texts.precisionHint}>
              {texts.precision}
            </th>
            {precision.map((share, given) => (
              <td key={rows[given]?.label}>{formatPercent(share)}</td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

/** Never so dark that the count on it could not be read. */
function shade(share: number, right: boolean): string {
  return `color-mix(in srgb, var(--t-${right ? 'good' : 'bad'}) ${Math.round(42 * share)}%, var(--t-surface))`;
}
