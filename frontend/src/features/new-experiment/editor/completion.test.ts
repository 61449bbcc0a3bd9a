import { expect, test } from 'vitest';
import { suggest } from './completion';

const schema = {
  properties: {
    method: { description: 'How.', enum: ['grid', 'random'] },
    metric: {
      description: 'By what.',
      properties: { goal: { description: 'Way.', enum: ['minimize', 'maximize'] } },
    },
    program: {},
    parameters: {
      description: 'What varies.',
      properties: {
        layers: {
          description: 'How many.',
          anyOf: [{ type: 'integer' }, { properties: { min: { description: 'Least.' } } }],
        },
      },
    },
  },
};
const labels = (before: string) => suggest(before, schema)?.suggestions.map(({ label }) => label);

test('at the beginning of a line the keys that may stand there', () => {
  expect(labels('met')).toEqual(['method', 'metric', 'parameters']);
  expect(labels('name: x\n')).toEqual(['method', 'metric', 'parameters']);
  expect(labels('parameters:\n  ')).toEqual(['layers']);
  expect(labels('parameters:\n  layers:\n    m')).toEqual(['min']);
});

test('after a colon the values that are allowed', () => {
  expect(labels('method: ')).toEqual(['grid', 'random']);
  expect(labels('metric: {goal: mi')).toEqual(['minimize', 'maximize']);
});

test('inside of braces the keys of that block', () => {
  expect(labels('metric: {')).toEqual(['goal']);
  expect(labels('parameters:\n  layers: {')).toEqual(['min']);
});

test('nothing in a comment or in the middle of a text', () => {
  expect(labels('# met')).toBeUndefined();
  expect(labels('name: some text')).toBeUndefined();
  expect(labels('nothing:\n  ')).toEqual([]);
});
