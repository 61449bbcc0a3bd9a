import { expect, test } from 'vitest';
import { provenanceGroups } from './provenanceGroups';

test('what an attempt recorded is told part by part, without what is not known', () => {
  expect(
    provenanceGroups({
      java: '17',
      machine: { cpu: 'EPYC', features: ['avx', 'fma'], caches: { l3: 32 } },
      from_step: 0,
      program: { commit: null },
      worker: null,
    }),
  ).toEqual([
    {
      title: '',
      facts: [
        ['java', '17'],
        ['from_step', '0'],
      ],
    },
    {
      title: 'machine',
      facts: [
        ['cpu', 'EPYC'],
        ['features', 'avx, fma'],
        ['caches l3', '32'],
      ],
    },
  ]);
});
