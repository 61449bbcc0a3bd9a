import { describe, expect, test } from 'vitest';
import { placeViolations, readScalar, replaceScalar, syntaxFindings } from './yamlPlaces';

const text = `name: first   # a comment
dataset: moby-dick
parameters:
  learning_rate:
    min: 0.1
    max: -1
  layers: {values: [1, two]}
  a/b~c: {value: 1}
`;
const at = (pointer: string) => {
  const [finding] = placeViolations(text, [{ pointer, message: 'wrong' }]);
  return [finding?.line, finding && text.slice(finding.from, finding.to)];
};

describe('placeViolations', () => {
  test('a value on its line', () => expect(at('/parameters/learning_rate/max')).toEqual([6, '-1']));
  test('an item of a list', () => expect(at('/parameters/layers/values/1')).toEqual([7, 'two']));
  test('a block is shown at its key', () =>
    expect(at('/parameters/learning_rate')).toEqual([4, 'learning_rate']));
  test('a missing key is shown at the key that lacks it', () =>
    expect(at('/parameters/learning_rate/distribution')).toEqual([4, 'learning_rate']));
  test('an index beyond the list is shown at the list', () =>
    expect(at('/parameters/layers/values/9')).toEqual([7, 'values']));
  test('escaped segments', () => expect(at('/parameters/a~1b~0c/value')).toEqual([8, '1']));
  test('the whole document and unknown keys are shown at the beginning', () => {
    expect(at('')).toEqual([1, '']);
    expect(at('/method')).toEqual([1, '']);
  });

  test('findings come in the order of the text', () => {
    const findings = placeViolations(text, [
      { pointer: '/parameters/layers', message: 'b' },
      { pointer: '/name', message: 'a' },
    ]);
    expect(findings.map((finding) => finding.message)).toEqual(['a', 'b']);
  });

  test('JSON is placed as well', () => {
    const json = '{\n  "name": "x",\n  "seed": "y"\n}';
    const [finding] = placeViolations(json, [{ pointer: '/seed', message: 'wrong' }]);
    expect([finding?.line, json.slice(finding?.from, finding?.to)]).toEqual([3, '"y"']);
  });
});

describe('syntaxFindings', () => {
  test('a good text has none', () => expect(syntaxFindings(text)).toEqual([]));
  test('a broken one says where', () => {
    const [finding] = syntaxFindings('name: a\nlayers: {min: 1\nseed: 1\n');
    expect(finding?.line).toBeGreaterThan(1);
    expect(finding?.message).not.toMatch(/at line/);
  });
  test('positions stay inside the text', () => {
    const broken = 'a: "open';
    for (const finding of syntaxFindings(broken)) expect(finding.to).toBeLessThanOrEqual(broken.length);
  });
});

describe('replaceScalar', () => {
  test('changes one value and nothing else', () => {
    expect(replaceScalar(text, 'name', 'second')).toBe(text.replace('first', 'second'));
  });
  test('quotes what YAML would read as something else', () => {
    expect(replaceScalar('dataset: a\n', 'dataset', '1984')).toBe('dataset: "1984"\n');
    expect(replaceScalar('dataset: a\n', 'dataset', 'a: b')).toBe('dataset: "a: b"\n');
  });
  test('adds a key that is missing and fills one that is empty', () => {
    expect(replaceScalar('name: a\n', 'method', 'grid')).toBe('method: grid\nname: a\n');
    expect(readScalar(replaceScalar('method:\nname: a\n', 'method', 'grid'), '/method')).toBe('grid');
  });
});

test('readScalar reads words and numbers and nothing else', () => {
  expect(readScalar(text, '/dataset')).toBe('moby-dick');
  expect(readScalar(text, '/parameters/learning_rate/max')).toBe('-1');
  expect(readScalar(text, '/parameters')).toBeUndefined();
  expect(readScalar(text, '/method')).toBeUndefined();
});
