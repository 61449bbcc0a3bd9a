import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Experiment, Trial } from '@/api/types';
import { formatCompact, formatDuration, formatParameter, formatValue, NOTHING, words } from '@/shared/format';
import { StateBadge } from '@/shared/list/StateBadge';
import { Tags } from '@/shared/details/Tags';
import { shortReason, trainedSeconds } from '@/shared/trialWords';
import { varyingParameters } from '../../varyingParameters';
import { texts } from './texts';

/** Pixels of a column for any number as it is written here: −999,999,999 or −1.234e−300, and the padding. */
const WIDEST = 122;

export interface TrialColumn {
  /** Sort field of the server, if it can sort by the column. */
  id: string;
  header: string;
  width: number;
  sortable: boolean;
  numeric: boolean;
  cell: (trial: Trial) => ReactNode;
}

/** Every column there can be, in the usual order. */
export function allColumns(experiment: Experiment): TrialColumn[] {
  const { names } = texts;
  const metric = words(experiment.objective.metric);
  const varying = varyingParameters(experiment.spec);
  const fixed = Object.keys(experiment.spec.parameters).filter((name) => !varying.includes(name));
  return [
    {
      ...plain('number', names.number, 68),
      cell: (trial) => <Link to={`/trials/${trial.id}`}>{trial.number}</Link>,
    },
    { ...plain('state', names.state, 120), cell: (trial) => <StateBadge state={trial.state} /> },
    numeric('best_value', names.best(metric), Math.max(WIDEST, 74 + 6.5 * metric.length), (trial) =>
      formatValue(trial.best_value),
    ),
    numeric('best_step', names.best_step, 112, (trial) => trial.best_step ?? NOTHING),
    numeric('last_value', names.last_value, WIDEST, (trial) => formatValue(trial.last_value)),
    ...varying.map(parameter),
    numeric('seconds', names.seconds, WIDEST, (trial) => formatDuration(trainedSeconds(trial))),
    { ...plain('stop_reason', names.stop_reason, 200), sortable: false, cell: shortReason },
    { ...plain('tags', names.tags, 130), sortable: false, cell: (trial) => <Tags tags={trial.tags} /> },
    numeric('last_step', names.last_step, 90, (trial) => trial.last_step ?? NOTHING),
    numeric('parameter_count', names.parameter_count, 100, (trial) => formatCompact(trial.parameter_count)),
    numeric('attempt', names.attempt, 90, (trial) => trial.attempt),
    ...fixed.map(parameter),
  ];
}

/** Returns the default columns. */
export function usualColumns(experiment: Experiment): string[] {
  const varying = varyingParameters(experiment.spec).map((name) => `parameters.${name}`);
  return [
    'number',
    'state',
    'best_value',
    'best_step',
    'last_value',
    ...varying,
    'seconds',
    'stop_reason',
    'tags',
  ];
}

function parameter(name: string): TrialColumn {
  return numeric(`parameters.${name}`, words(name), Math.max(WIDEST, 48 + 6.5 * name.length), (trial) =>
    formatParameter(trial.parameters[name]),
  );
}

function plain(id: string, header: string, width: number) {
  return { id, header, width, sortable: true, numeric: false };
}

function numeric(id: string, header: string, width: number, cell: (trial: Trial) => ReactNode): TrialColumn {
  return { ...plain(id, header, width), numeric: true, cell };
}
