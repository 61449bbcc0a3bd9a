import { expect, test } from 'vitest';
import { schemaOf } from './catalog';

const kind = (type: string, key: string) => ({
  properties: {
    name: { type: 'string' },
    task: { properties: { type: { enum: [type], default: type }, unit: { enum: ['char', 'word'] } } },
    [key]: { type: 'integer' },
  },
});
const schema = { anyOf: [kind('language_model', 'max_tokens'), kind('classification', 'max_length')] };

test('a submission has the keys of its kind of task, and its task may become any other', () => {
  const { properties } = schemaOf(schema, 'classification');
  expect(Object.keys(properties ?? {}).sort()).toEqual(['max_length', 'name', 'task']);
  expect(properties?.task?.properties?.type).toEqual({
    enum: ['language_model', 'classification'],
    default: 'classification',
  });
});

test('without a task, or with one that nobody knows, it is of the first kind', () => {
  expect(schemaOf(schema, undefined).properties).toHaveProperty('max_tokens');
  expect(schemaOf(schema, 'translation').properties).toHaveProperty('max_tokens');
});

test('a schema of one kind stays as it is', () => {
  const alone = kind('language_model', 'max_tokens');
  expect(schemaOf(alone, 'classification')).toBe(alone);
});
