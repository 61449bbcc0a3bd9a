import { expect, test } from 'vitest';
import { groupsOf, type Schema } from './schemaFields';

const schema: Schema = {
  properties: {
    name: { type: 'string', description: 'What people call it.' },
    run_cap: { type: 'integer', description: 'Another name for max_trials.' },
    early_terminate: {
      description: 'The pruner, as Weights & Biases writes it.',
      properties: { eta: { type: 'integer' } },
    },
    program: { description: 'Means nothing here.' },
    seed: { type: 'integer', default: 42 },
    budget: {
      description: 'Limits of time.',
      properties: { wall_clock: { anyOf: [{ type: 'number' }, { type: 'string' }] } },
    },
    pruner: {
      anyOf: [
        { properties: { type: { const: 'median' }, warm_up: { type: 'integer' } } },
        { properties: { type: { enum: ['asha', 'hyperband'] } } },
      ],
    },
    parameters: { properties: { layers: { type: 'integer' } } },
  },
};

test('inputs that stand alone come first, then a group for each block; aliases and what means nothing have none', () => {
  const groups = groupsOf(schema, ['parameters']);
  expect(
    groups.map(({ name, fields }) => [name, fields.map(({ path, kind }) => `${path.join('.')} ${kind}`)]),
  ).toEqual([
    ['', ['name text', 'seed whole']],
    ['budget', ['budget.wall_clock text']],
    ['pruner', []],
  ]);
  expect(groups[0]?.fields[1]?.usual).toBe('42');
});

test('a block of several kinds has the inputs of each', () => {
  const [, , pruner] = groupsOf(schema, ['parameters']);
  expect(
    pruner?.variants?.variants.map(({ type, fields }) => [type, fields.map((field) => field.path)]),
  ).toEqual([
    ['median', [['pruner', 'warm_up']]],
    ['asha', []],
    ['hyperband', []],
  ]);
});
