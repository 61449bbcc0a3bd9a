import { expect, test } from 'vitest';
import { varyingParameters } from './varyingParameters';

test('fixed values do not vary, ranges and choices do', () => {
  const parameters = {
    learning_rate: { distribution: 'log_uniform_values', min: 0.001, max: 0.1 },
    layers: { values: [1, 2] },
    dropout: { value: 0.2 },
    embedding_size: { distribution: 'constant', value: 50 },
    minibatch_size: { values: [32] },
  };
  expect(varyingParameters({ name: 'a', dataset: 'b', method: 'grid', parameters })).toEqual([
    'learning_rate',
    'layers',
  ]);
});
