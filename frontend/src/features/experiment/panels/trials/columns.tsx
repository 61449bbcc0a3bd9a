import { Link } from 'react-router-dom';
import type { Trial } from '@/api/types';
import { formatDuration, formatParameter, formatValue, NOTHING, words } from '@/shared/format';
import { StateBadge } from '@/shared/StateBadge';
import { column } from '@/shared/table/DataTable';
import { shortReason } from '@/shared/trialWords';

export function trialColumns(varying: readonly string[], metric: string) {
  const number = { sortable: true, numeric: true };
  return [
    column<Trial>('number', 'Trial', (trial) => <Link to={`/trials/${trial.id}`}>{trial.number}</Link>, {
      sortable: true,
    }),
    column<Trial>('state', 'State', (trial) => <StateBadge state={trial.state} />, { sortable: true }),
    column<Trial>('best_value', `Best ${words(metric)}`, (trial) => formatValue(trial.best_value), number),
    column<Trial>('best_step', 'Best epoch', (trial) => trial.best_step ?? NOTHING, number),
    column<Trial>('last_value', 'Last', (trial) => formatValue(trial.last_value), number),
    ...varying.map((name) =>
      column<Trial>(
        `parameters.${name}`,
        words(name),
        (trial) => formatParameter(trial.parameters[name]),
        number,
      ),
    ),
    column<Trial>('seconds', 'Duration', (trial) => formatDuration(trial.seconds), number),
    column<Trial>('stop_reason', 'Ended because', shortReason),
  ];
}
