import { describe, expect, test } from 'vitest';
import { placeViolations, syntaxFindings } from './yamlPlaces';

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
