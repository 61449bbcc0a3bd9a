import { expect, test } from 'vitest';
import type { StopReason } from '@/api/types';
import { reasonSentence, shortReason, trainedSeconds } from './trialWords';

const unranked = (reason: Omit<StopReason, 'rank'>): StopReason => ({ ...reason, rank: null });

test('each rule has its sentence with the numbers it saw', () => {
  expect(
    reasonSentence(unranked({ rule: 'patience', step: 9, value: 1.6, threshold: 1.5 }), 'val_loss'),
  ).toBe(
    'Stopped after epoch 9: val loss was 1.600 and had not clearly improved on 1.500 for as many epochs as patience allows.',
  );
  expect(reasonSentence(unranked({ rule: 'target', step: 3, value: 1.39, threshold: 1.4 }), 'val_loss')).toBe(
    'Reached the target after epoch 3: val loss 1.390, wanted 1.400.',
  );
  expect(reasonSentence(unranked({ rule: 'time', step: 4, value: 900.5, threshold: 900 }), 'val_loss')).toBe(
    'Out of time after epoch 4: the limit was 15 min.',
  );
  expect(
    reasonSentence(unranked({ rule: 'not_finite', step: 2, value: 'NaN', threshold: null }), 'val_loss'),
  ).toContain('(NaN)');
});

test('an end from outside says whether there was an epoch', () => {
  const end = unranked({ rule: 'budget', step: 0, value: null, threshold: null });
  expect(reasonSentence(end, 'val_loss')).toBe(
    'Ended before its first epoch, because the budget of its experiment was used up.',
  );
  expect(reasonSentence({ ...end, rule: 'cancelled', step: 3 }, 'val_loss')).toBe(
    'Ended after epoch 3, because it was cancelled.',
  );
});

test('an unknown rule is still told', () => {
  const stop_reason = unranked({ rule: 'median_peer', step: 2, value: null, threshold: null });
  expect(reasonSentence(stop_reason, 'val_loss')).toBe('Stopped by the rule “median peer” after epoch 2.');
  expect(shortReason({ state: 'PRUNED', stop_reason, failure: null })).toBe('median peer');
});

test('a trial without a stop reason tells its failure, its cancelling or nothing', () => {
  const failure = { kind: 'OUT_OF_MEMORY', message: 'too large' } as const;
  expect(shortReason({ state: 'FAILED', stop_reason: null, failure })).toBe('out of memory');
  expect(shortReason({ state: 'CANCELLED', stop_reason: null, failure: null })).toBe('cancelled');
  expect(shortReason({ state: 'RUNNING', stop_reason: null, failure: null })).toBe('');
});

test('a pruner tells where the trial stood among its peers', () => {
  const rank = { place: 9, of: 12, rung: 2 };
  const stop_reason = { rule: 'asha', step: 9, value: 1.6, threshold: 1.5, rank };
  expect(reasonSentence(stop_reason, 'val_loss')).toBe(
    'Stopped by asha after epoch 9: with val loss 1.600 it was 9 of 12 at rung 2; to go on took 1.500.',
  );
  expect(shortReason({ state: 'PRUNED', stop_reason, failure: null })).toBe('asha, 9 of 12 at rung 2');
  const median = { ...stop_reason, rule: 'median', threshold: null, rank: { ...rank, rung: null } };
  expect(reasonSentence(median, 'val_loss')).toBe(
    'Stopped by median after epoch 9: with val loss 1.600 it was 9 of 12.',
  );
});

test('the time since its start is no training time of a trial that waits', () => {
  expect(trainedSeconds({ state: 'QUEUED', seconds: 4_000 })).toBeNull();
  expect(trainedSeconds({ state: 'PAUSED', seconds: 4_000 })).toBeNull();
  expect(trainedSeconds({ state: 'RUNNING', seconds: 40 })).toBe(40);
});
