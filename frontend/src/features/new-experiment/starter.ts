/** A small search that ends within minutes, to begin from. */
export function starterExample(dataset: string, method: string): string {
  return `# What may vary, on which text, and for how long. What is left out has a good default.
name: first-search
dataset: ${dataset}
task: {type: language_model, unit: char}
method: ${method}
seed: 42
metric: {name: val_loss, goal: minimize}

max_trials: 12
parallel_trials: 2
max_tokens: 200000          # only the beginning of the text: a quick first look
budget: {wall_clock: 30m, per_trial: 5m}
early_stopping: {max_epochs: 20, patience: 5, min_delta: 0.001}

parameters:
  learning_rate: {distribution: log_uniform_values, min: 0.001, max: 0.03}
  minibatch_size: {values: [16, 32, 64]}
  hidden_units: {distribution: q_uniform, min: 32, max: 128, q: 32}
  layers: {min: 1, max: 2}
`;
}
