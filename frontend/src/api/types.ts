// The HTTP interface's shapes, in one place: features import them from here and never from the generated schema.

/** A number as it travels: JSON has no NaN and no infinities. */
export type WireNumber = number | 'NaN' | 'Infinity' | '-Infinity';

export interface Page<T> {
  items: T[];
  page: number;
  size: number;
  total: number;
}

export interface Violation {
  pointer: string;
  /** Name of the query parameter, if the body is not what is wrong. */
  parameter?: string | null;
  message: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  violations?: Violation[];
  trace_id?: string;
}

/** A number, or a word; a number that is not finite travels as a word anyway. */
export type ParameterValue = number | string | boolean | null;
export type Assignment = Record<string, ParameterValue>;
export type Goal = 'minimize' | 'maximize';

export interface Objective {
  metric: string;
  goal: Goal;
  target: WireNumber | null;
}

export type ExperimentState = 'QUEUED' | 'RUNNING' | 'PAUSED' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
export type TrialState = ExperimentState | 'PRUNED';

export interface TrialCounts {
  planned: number;
  queued: number;
  running: number;
  completed: number;
  pruned: number;
  failed: number;
  cancelled: number;
  paused?: number;
}

export interface BestTrial {
  trial_id: number;
  number: number;
  value: WireNumber;
  step: number;
}

export interface ExperimentSummary {
  id: number;
  name: string;
  state: ExperimentState;
  method: string;
  dataset: string;
  objective: Objective;
  trials: TrialCounts;
  best: BestTrial | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  seconds_left: number | null;
  tags?: string[];
  note?: string;
  archived?: boolean;
  /** The best value after each trial that ended, thinned. */
  best_so_far?: WireNumber[];
}

/** Shares that sum to 1, and how it is decided what goes where. */
export interface Split {
  train: number;
  validation: number;
  test: number;
  by: string;
}

/** A normalized submission; only what the dashboard reads is named. */
export interface ExperimentSpec {
  name: string;
  dataset: string;
  method: string;
  task?: { type: string; unit: string };
  split?: Split;
  parameters: Record<string, { value?: ParameterValue } & Record<string, unknown>>;
  [key: string]: unknown;
}

export interface Experiment extends ExperimentSummary {
  spec: ExperimentSpec;
  source: string;
  ignored: string[];
  /** Valid but probably not meant; pointers into the submission. */
  warnings: Violation[];
  end_reason: string | null;
  /** Why it ended, as a sentence; null if the reason says it all. */
  end_message: string | null;
}

export interface ModelSize {
  parameter_count: number;
  /** That training it takes, beside what every process takes. */
  memory_bytes: number;
  parameters: Assignment;
}

export interface DryRun {
  spec: ExperimentSpec;
  trial_count: number;
  /** At most so many more repeat the best. */
  replicas: number;
  smallest_model: ModelSize;
  largest_model: ModelSize;
  /** Tokens of the training part that an epoch trains on, for the sizes that leave out most and least. */
  epoch_tokens: { least: TokenUse; most: TokenUse };
  /** Of the points that might be proposed, how many the constraints keep out. */
  infeasible_share: WireNumber;
  /** Where trials wait for their pruner; the first of them. */
  rungs: Rung[];
  rung_count: number;
  /** Null where nothing was measured that it could be told from; the basis says what it rests on. */
  forecast: { minutes: number | null; basis: string };
  ignored: string[];
  /** Valid but probably not meant; pointers into the submission. */
  warnings: Violation[];
  first_proposals: Assignment[];
}

export interface TokenUse {
  used: number;
  available: number;
}

/** A stop on the way of trials; each bracket is a run of successive halving of its own. */
export interface Rung {
  bracket: number;
  rung: number;
  epochs: number;
  trials: number;
}

export interface StopReason {
  rule: string;
  step: number;
  value: WireNumber | null;
  threshold: WireNumber | null;
  /** Where the trial stood among its peers, of a pruner. */
  rank?: Rank | null;
}

export interface Rank {
  /** 1 for the best. */
  place: number;
  of: number;
  /** From 0; null where the pruner has no rungs. */
  rung: number | null;
}

export interface Trial {
  id: number;
  experiment_id: number;
  number: number;
  state: TrialState;
  attempt: number;
  parameters: Assignment;
  seed: string;
  parameter_count: number | null;
  best_value: WireNumber | null;
  best_step: number | null;
  last_value: WireNumber | null;
  last_step: number | null;
  epoch_fraction: number | null;
  started_at: string | null;
  finished_at: string | null;
  seconds: number | null;
  stop_reason: StopReason | null;
  failure: { kind: string; message: string } | null;
  test: Record<string, WireNumber> | null;
  sample: string | null;
  model_available: boolean;
  checkpoint_step?: number | null;
  /** The trial that this one repeats. */
  rerun_of?: number | null;
  tags?: string[];
  note?: string;
}

export type Point = readonly [step: number, value: WireNumber];

export interface TrialCurve {
  trial_id: number;
  number: number;
  attempt: number;
  state: TrialState;
  points: readonly Point[];
}

export interface Curves {
  metric: string;
  cursor: string;
  metrics: string[];
  trials: TrialCurve[];
}

export interface Dataset {
  name: string;
  sha256: string;
  bytes: number;
  characters: number;
  lines: number;
  words: number;
  character_vocabulary: number;
  word_vocabulary: number;
  source: string;
  licence: string | null;
  created_at: string;
  preview?: string;
  /** Of labeled texts. */
  labels?: { label: string; examples: number; test_examples: number }[] | null;
}

export interface Worker {
  id: string;
  host: string;
  pid: number;
  cores: number;
  version: string;
  started_at: string;
  last_heartbeat: string;
  alive: boolean;
  trials: number[];
  tokens_per_second: WireNumber | null;
}

export interface Hyperparameter {
  name: string;
  type: 'real' | 'whole' | 'word';
  description: string;
  default: ParameterValue;
  low?: number | null;
  low_included?: boolean | null;
  high?: number | null;
  allowed?: string[] | null;
}

export interface EpochMetric {
  name: string;
  unit: string;
  goal: Goal;
  description: string;
}

export interface ModelFamily {
  name: string;
  description: string;
  units: string[];
  hyperparameters: Hyperparameter[];
  metrics: EpochMetric[];
}

export interface Catalog {
  methods: { name: string; description: string }[];
  families: ModelFamily[];
  distributions: string[];
}

/** Something that a worker said of a trial. */
export interface LogLine {
  id: number;
  at: string;
  attempt: number;
  level: 'INFO' | 'WARN' | 'ERROR';
  message: string;
}

export interface Provenance {
  trial_id: number;
  seed: string;
  spec: Record<string, unknown>;
  /** What each attempt trained with: program, libraries, machine. */
  attempts: Record<string, unknown>[];
}

/** A trial trained anew, beside its original. */
export interface Rerun {
  trial_id: number;
  experiment_id: number;
  rerun_of: number;
  state: TrialState;
  /** IDENTICAL, WITHIN 1e-n or DIVERGED AT STEP s; null before the first epoch. */
  verdict: string | null;
  steps: number;
  largest_difference: WireNumber;
  first_difference: { step: number; metric: string; original: WireNumber; rerun: WireNumber | null } | null;
}

/** What the form and the editor read of a JSON Schema. */
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

/** A change of state. */
export interface StateEvent {
  id: string;
  at: string;
  experiment_id: number;
  trial_id: number | null;
  number: number | null;
  previous_state: string | null;
  state: TrialState | 'DELETED';
  actor: string;
  reason: string | null;
  attempt: number | null;
  worker_id: string | null;
}

/** `counts[right][given]`: how many texts of one label were given which. */
export interface ConfusionMatrix {
  labels: string[];
  counts: number[][];
}

/** A word beside the one asked for; the similarity is a cosine, -1 to 1. */
export interface Neighbor {
  word: string;
  similarity: number;
}

/** How likely a label is. */
export interface LabelProbability {
  label: string;
  probability: number;
}

/** What the norms of a trial's gradients give cause to worry about, and from which epoch on. */
export interface Alarm {
  kind: 'EXPLODING' | 'VANISHING';
  metric: string;
  step: number;
  value: WireNumber;
  threshold: WireNumber;
}

/** Which parameters made the difference; none while there are fewer trials than needed. */
export interface Importance {
  trials: number;
  needed: number;
  /** `clear` where the share stands out of what chance alone would give. */
  parameters: { name: string; share: number; spread: number; clear: boolean }[];
}

export interface Insights {
  sentences: { kind: string; parameter: string | null; text: string }[];
  importance: Importance;
}
