import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { firstDataset, starterExample, type DraftDataset } from './starter';

const text = (name: string, characters = 1_000_000): DraftDataset => ({ name, characters, labels: null });
const labeled = (name: string): DraftDataset => ({
  name,
  characters: 5_000,
  labels: [{ label: 'a', examples: 9, test_examples: 0 }],
});

test.each([
  'moby-dick',
  '1e5',
  '1984',
  '017',
  '0x1F',
  '.5',
  '.inf',
  'null',
  '~',
  'true',
  '- a',
  'a: b',
  'a #b',
  '"',
  '*x',
  '&x',
  '!x',
  '%x',
  '@x',
  '`x',
  '[x',
  '{x',
  '?',
  'ü',
  ' x ',
])('the dataset %s keeps its name in a draft', (name) => {
  expect(parse(starterExample(text(name), 'random'))).toMatchObject({ dataset: name });
});

test('labeled texts are classified, and words are not cut off', () => {
  const draft = parse(starterExample(labeled('moods'), 'random')) as Record<string, unknown>;
  expect(draft).toMatchObject({ task: { type: 'classification' }, metric: { name: 'val_accuracy' } });
  expect(draft).not.toHaveProperty('max_tokens');
});

test.each([
  [1_000_000, [16, 32, 64]],
  [2_000, [16, 32]],
  [600, [4, 8]],
  [150, [1, 2]],
  [20, [1]],
])('a text of %s characters is cut into minibatches that it fills', (characters, values) => {
  expect(parse(starterExample(text('x', characters), 'random'))).toMatchObject({
    parameters: { minibatch_size: { values } },
  });
});

test('the first draft takes a text that a language model can learn from', () => {
  const [short, long, labels] = [text('a', 50), text('c'), labeled('b')];
  expect(firstDataset([short, labels, long])).toBe(long);
  expect(firstDataset([labels, short])).toBe(short);
  expect(firstDataset([labels])).toBe(labels);
  expect(firstDataset<DraftDataset>([])).toBeUndefined();
});
