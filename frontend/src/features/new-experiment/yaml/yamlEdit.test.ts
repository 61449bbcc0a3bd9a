import { describe, expect, test } from 'vitest';
import { readDocument, valueAt, writeValue } from './yamlEdit';

const text = `# a search
name: first   # what it is called
metric: {name: val_loss, goal: minimize}
parameters:
  layers: {values: [1, 2]}   # few
`;

describe('writeValue', () => {
  test('a plain value changes in its place and nothing else does', () => {
    expect(writeValue(text, ['name'], 'second')).toBe(text.replace('first', 'second'));
    expect(writeValue(text, ['metric', 'goal'], 'maximize')).toBe(text.replace('minimize', 'maximize'));
  });

  test('what YAML would read otherwise is quoted', () => {
    for (const name of ['1984', 'yes: no', 'true', 'null', '- a', '"', 'a #b', '', ' x ', 'ü: ', '\u202eabc'])
      expect(valueAt(readDocument(writeValue(text, ['name'], name)), ['name'])).toBe(name);
  });

  test('a block is written anew and comments stay', () => {
    const written = writeValue(text, ['parameters', 'layers'], { min: 1, max: 3 });
    expect(readDocument(written)).toMatchObject({
      name: 'first',
      parameters: { layers: { min: 1, max: 3 } },
    });
    expect(written).toContain('# a search');
    expect(written).toContain('# what it is called');
  });

  test('a key that is missing comes with the blocks around it', () => {
    const written = writeValue(text, ['early_stopping', 'patience'], 7);
    expect(valueAt(readDocument(written), ['early_stopping', 'patience'])).toBe(7);
  });

  test('undefined takes a key away, and the block it leaves empty', () => {
    expect(readDocument(writeValue(text, ['parameters', 'layers'], undefined))).toEqual({
      name: 'first',
      metric: { name: 'val_loss', goal: 'minimize' },
    });
    expect(writeValue(text, ['seed'], undefined)).toBe(text);
  });

  test('an empty text takes its first key, one that is broken stays as it is', () => {
    expect(readDocument(writeValue('', ['seed'], 1))).toEqual({ seed: 1 });
    expect(writeValue('a: {b', ['seed'], 1)).toBe('a: {b');
    expect(writeValue('- a list', ['seed'], 1)).toBe('- a list');
  });
});

test('what is not sound reads as nothing', () => {
  expect(readDocument('a: {b')).toBeUndefined();
  expect(readDocument('- a')).toEqual({});
});
