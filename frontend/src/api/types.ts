// Types of the HTTP interface, made from the generated schema (docs/api/openapi.json). Features import them from here.

import type { components } from './schema';

type Schemas = components['schemas'];

/** The type with narrower members; a member that the schema does not have, or that is not narrower, does not compile. */
type Narrowed<T, U extends Partial<T> & Record<Exclude<keyof U, keyof T>, never>> = Omit<T, keyof U> & U;

/** Number in JSON, which has no NaN and no infinities. */
export type WireNumber = Schemas['FloatingPoint'];

export type Page<T> = Omit<Schemas['PageString'], 'items'> & { items: T[] };

/** Violation; one of a body has no parameter. */
export type Violation = Omit<Schemas['Violation'], 'parameter'> &
  Partial<Pick<Schemas['Violation'], 'parameter'>>;

/** Problem details; problems of proxies have only the first three members. */
export type Problem = Pick<Schemas['ProblemResponse'], 'type' | 'title' | 'status'> &
  Partial<Pick<Schemas['ProblemResponse'], 'detail' | 'trace_id'>> & { violations?: Violation[] };

export type ParameterValue = number | string | boolean | null;
export type Assignment = Record<string, ParameterValue>;
export type Goal = 'minimize' | 'maximize';
export type Objective = Narrowed<Schemas['ObjectiveResponse'], { goal: Goal }>;

export type ExperimentState = Schemas['ExperimentSummary']['state'];
export type TrialState = Schemas['TrialResponse']['state'];
export type TrialCounts = Schemas['TrialCounts'];
export type BestTrial = Schemas['BestTrial'];
export type ExperimentSummary = Narrowed<
  Schemas['ExperimentSummary'],
  { objective: Objective; seconds_left: number | null }
>;

/** Fractions of a dataset, and the rule that assigns examples to parts. */
export interface Split {
  train: number;
  validation: number;
  test: number;
  by: string;
}

/** Normalized submission, with the keys that the dashboard reads. `/schema/experiment` describes all keys. */
export interface ExperimentSpec {
  name: string;
  dataset: string;
  method: string;
  task?: { type: string; unit: string };
  split?: Split;
  parameters: Record<string, { value?: ParameterValue } & Record<string, unknown>>;
  [key: string]: unknown;
}

export type Experiment = Narrowed<
  Schemas['ExperimentResponse'],
  { objective: Objective; seconds_left: number | null; spec: ExperimentSpec }
>;

export type ModelSize = Narrowed<Schemas['ModelSizeResponse'], { parameters: Assignment }>;
export type TokenUse = Schemas['TokenUse'];
export type Rung = Schemas['RungResponse'];
export type DryRun = Narrowed<
  Schemas['DryRunResponse'],
  {
    spec: ExperimentSpec;
    smallest_model: ModelSize;
    largest_model: ModelSize;
    forecast: Narrowed<Schemas['ForecastResponse'], { minutes: number | null }>;
    first_proposals: Assignment[];
  }
>;

export type Rank = Schemas['Rank'];
export type StopReason = Schemas['StopReason'];
export type Trial = Narrowed<
  Schemas['TrialResponse'],
  { parameters: Assignment; epoch_fraction: number | null; seconds: number | null }
>;

export type Point = readonly [step: number, value: WireNumber];
export type TrialCurve = Omit<Schemas['TrialCurveResponse'], 'points'> & { points: readonly Point[] };
export type Curves = Omit<Schemas['CurveResponse'], 'trials'> & { trials: TrialCurve[] };

export type Dataset = Schemas['DatasetResponse'];
export type Worker = Schemas['WorkerResponse'];

export type Hyperparameter = Narrowed<
  Schemas['HyperparameterResponse'],
  { type: 'real' | 'whole' | 'word'; default: ParameterValue; low: number | null; high: number | null }
>;
export type EpochMetric = Narrowed<Schemas['MetricResponse'], { goal: Goal }>;
export type ModelFamily = Narrowed<
  Schemas['FamilyResponse'],
  { hyperparameters: Hyperparameter[]; metrics: EpochMetric[] }
>;
export type Catalog = Narrowed<Schemas['CatalogResponse'], { families: ModelFamily[] }>;

export type LogLine = Narrowed<Schemas['LineResponse'], { level: 'INFO' | 'WARN' | 'ERROR' }>;
export type Provenance = Schemas['ProvenanceResponse'];
export type Rerun = Schemas['RerunResponse'];

/** Part of a JSON Schema that the form and the editor read. */
export interface JsonSchema {
  type?: string;
  description?: string;
  default?: unknown;
  enum?: readonly (string | number)[];
  const?: string;
  minimum?: number;
  maximum?: number;
  properties?: Readonly<Record<string, JsonSchema>>;
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
}

export type StateEvent = Narrowed<Schemas['EventResponse'], { state: TrialState | 'DELETED' }>;
export type ConfusionMatrix = Schemas['ConfusionMatrix'];
export type Neighbor = Narrowed<Schemas['Neighbor'], { similarity: number }>;
export type LabelProbability = Narrowed<Schemas['LabelResponse'], { probability: number }>;
export type Alarm = Schemas['Alarm'];

type ParameterImportance = Narrowed<Schemas['ParameterResponse'], { share: number; spread: number }>;
export type Importance = Narrowed<Schemas['ImportanceResponse'], { parameters: ParameterImportance[] }>;
export type Insights = Narrowed<Schemas['InsightsResponse'], { importance: Importance }>;
