import { stringify } from 'yaml';
import type { Dataset } from '@/api/types';

/** Facts about the dataset that a draft needs. */
export type DraftDataset = Pick<Dataset, 'name' | 'characters' | 'labels'>;

/** Default sequence length of a submission. */
const SEQUENCE = 50;
const MOST_TOKENS = 200_000;
const ENOUGH = 10_000;

/** A small search that ends within minutes, to begin from: valid for the kind of its dataset and for how long it is. */
export function starterExample(dataset: DraftDataset | undefined, method: string): string {
  const name = stringify(dataset?.name ?? 'name-of-a-dataset', { lineWidth: 0 }).trimEnd();
  const kind = dataset?.labels
    ? CLASSIFICATION
    : languageModel(minibatchSizes(dataset?.characters ?? MOST_TOKENS));
  return `# What may vary, on which text, and for how long. What is left out has a good default.
name: first-search
dataset: ${name}
task: {type: ${kind.task}}
method: ${method}
seed: 42
metric: ${kind.metric}
max_trials: 12
parallel_trials: 2
${kind.length}budget: {wall_clock: 30m, per_trial: 5m}
early_stopping: {max_epochs: 20, patience: 5, min_delta: 0.001}
parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.03}
${kind.parameters}`;
}

/** The dataset to begin with: a text long enough to learn from, else any text, else labeled texts. */
export function firstDataset<T extends DraftDataset>(datasets: readonly T[]): T | undefined {
  const texts = datasets.filter(({ labels }) => !labels);
  return texts.find(({ characters }) => characters >= ENOUGH) ?? texts[0] ?? datasets[0];
}

const CLASSIFICATION = {
  task: 'classification, unit: word',
  metric: '{name: val_accuracy, goal: maximize}',
  length: '',
  parameters: `  minibatch_size: {values: [8, 16, 32]}
  hidden_units: {distribution: q_uniform, min: 16, max: 64, q: 16}
  embedding_size: {values: [16, 32, 64]}
`,
};

function languageModel(sizes: readonly number[]) {
  return {
    task: 'language_model, unit: char',
    metric: '{name: val_loss, goal: minimize}',
    length: `max_tokens: ${MOST_TOKENS}          # only the beginning of the text: a quick first look\n`,
    parameters: `  minibatch_size: {values: [${sizes.join(', ')}]}
  hidden_units: {distribution: q_uniform, min: 32, max: 128, q: 32}
  layers: {min: 1, max: 2}
`,
  };
}

/** Up to three sizes, each with at least one full minibatch in the part of the text that is trained on. */
function minibatchSizes(characters: number): number[] {
  const trained = 0.88 * Math.min(characters, MOST_TOKENS);
  const fitting = [16, 32, 64].filter((size) => size * SEQUENCE < trained);
  if (fitting.length > 0) return fitting;
  return (
    [
      [4, 8],
      [1, 2],
    ].find((sizes) => sizes.every((size) => size * SEQUENCE < trained)) ?? [1]
  );
}
