import { expect, test } from 'vitest';
import { groupMetrics } from './groupMetrics';

test('training and validation of one metric share a chart', () => {
  expect(
    groupMetrics([
      'train_loss',
      'val_loss',
      'val_perplexity',
      'learning_rate',
      'train_accuracy',
      'val_accuracy',
    ]),
  ).toEqual([
    { title: 'loss', metrics: ['train_loss', 'val_loss'] },
    { title: 'perplexity', metrics: ['val_perplexity'] },
    { title: 'learning_rate', metrics: ['learning_rate'] },
    { title: 'accuracy', metrics: ['train_accuracy', 'val_accuracy'] },
  ]);
});
