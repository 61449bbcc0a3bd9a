import type { Experiment, ExperimentSpec, ParameterValue, Trial, WireNumber } from '@/api/types';
import { toNumber, words } from '@/shared/format';
import { categoryScale, linearScale, logScale, type Scale } from '@/shared/plot/scale';
import { trainedSeconds } from '@/shared/trialWords';
import { varyingParameters } from '../varyingParameters';

/** Axis of a varying value: its id is the sort and filter field of the server. */
export interface Axis {
  id: string;
  label: string;
  scale: Scale;
}

const CHOICES_AT_MOST = 12;

/** Returns the value of a trial on an axis; values that are not finite are numbers of JavaScript. */
export function valueOf(trial: Trial, axis: string): ParameterValue {
  if (axis.startsWith('parameters.')) return trial.parameters[axis.slice('parameters.'.length)] ?? null;
  if (axis === 'seconds') return trainedSeconds(trial);
  const value = trial[axis as 'best_value' | 'parameter_count'] as WireNumber | null | undefined;
  return value === null || value === undefined ? null : toNumber(value);
}

export function parameterAxes(experiment: Experiment, trials: readonly Trial[]): Axis[] {
  return varyingParameters(experiment.spec).map((name) => ({
    id: `parameters.${name}`,
    label: words(name),
    scale: parameterScale(
      experiment.spec.parameters[name] ?? {},
      trials.map((trial) => trial.parameters[name] ?? null),
    ),
  }));
}

export function objectiveAxis(experiment: Experiment, trials: readonly Trial[]): Axis {
  return numberAxis('best_value', words(experiment.objective.metric), trials);
}

/** Returns an axis over values of trials, logarithmic if they span more than two decades. */
export function numberAxis(id: string, label: string, trials: readonly Trial[]): Axis {
  const values = trials.map((trial) => valueOf(trial, id)).filter(isFiniteNumber);
  return { id, label, scale: spanning(values) };
}

export function parameterScale(
  parameter: ExperimentSpec['parameters'][string],
  values: readonly ParameterValue[],
): Scale {
  const choices = Array.isArray(parameter.values) ? (parameter.values as (number | string)[]) : [];
  if (choices.length > 0 && choices.length <= CHOICES_AT_MOST) return categoryScale(inOrder(choices));
  const numbers = values.filter(isFiniteNumber);
  if (numbers.length < values.length && values.some((value) => typeof value === 'string'))
    return categoryScale(inOrder([...new Set(values.filter(isChoice))]));
  const steps = stepsOf(parameter);
  if (steps && numbers.length === values.length && numbers.every((number) => steps.includes(number)))
    return categoryScale(steps);
  const logarithmic = String(parameter.distribution).includes('log');
  const low = bound(parameter.min) ?? least(numbers);
  const high = bound(parameter.max) ?? greatest(numbers);
  return logarithmic && low > 0 ? logScale(low, high) : linearScale(low, high);
}

/** The values of a short ladder of whole steps. */
function stepsOf(parameter: ExperimentSpec['parameters'][string]): number[] | undefined {
  const low = bound(parameter.min);
  const high = bound(parameter.max);
  const step = bound(parameter.q) ?? (parameter.distribution === 'int_uniform' ? 1 : undefined);
  if (low === undefined || high === undefined || !step || (high - low) / step >= CHOICES_AT_MOST)
    return undefined;
  return Array.from({ length: Math.floor((high - low) / step + 1e-9) + 1 }, (_, index) =>
    Number((low + index * step).toPrecision(12)),
  );
}

function spanning(values: readonly number[]): Scale {
  const low = least(values);
  const high = greatest(values);
  return low > 0 && high / low > 100 ? logScale(low, high) : linearScale(low, high);
}

// Not Math.min(...values): thousands of arguments may be too many.
const least = (values: readonly number[]) =>
  values.length > 0 ? values.reduce((a, b) => Math.min(a, b)) : 0;
const greatest = (values: readonly number[]) =>
  values.length > 0 ? values.reduce((a, b) => Math.max(a, b)) : 1;

function bound(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return isFiniteNumber(number) ? number : undefined;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isChoice(value: ParameterValue): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function inOrder(choices: readonly (number | string)[]): (number | string)[] {
  const numbers = choices.filter((choice) => typeof choice === 'number');
  return numbers.length === choices.length ? numbers.sort((a, b) => a - b) : [...choices];
}
