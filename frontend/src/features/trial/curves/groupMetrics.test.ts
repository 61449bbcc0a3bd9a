import { expect, test } from 'vitest';
import { groupMetrics } from './groupMetrics';

test('what is measured layer by layer is one chart', () => {
  expect(
    groupMetrics(['gradient_norm/layer_1', 'gradient_norm/output', 'gradient_norm'], 'val_loss'),
  ).toEqual([
    { title: 'gradient_norm', metrics: ['gradient_norm/layer_1', 'gradient_norm/output', 'gradient_norm'] },
  ]);
});

test('training and validation of one metric share a chart, and the loss comes first', () => {
  expect(
    groupMetrics(
      [
        'learning_rate',
        'epoch_seconds',
        'train_accuracy',
        'train_loss',
        'updates',
        'val_accuracy',
        'val_loss',
        'val_perplexity',
      ],
      'val_loss',
    ),
  ).toEqual([
    { title: 'loss', metrics: ['train_loss', 'val_loss'] },
    { title: 'perplexity', metrics: ['val_perplexity'] },
    { title: 'accuracy', metrics: ['train_accuracy', 'val_accuracy'] },
    { title: 'epoch_seconds', metrics: ['epoch_seconds'] },
    { title: 'learning_rate', metrics: ['learning_rate'] },
  ]);
});

test('what the trial is judged by comes before all else', () => {
  const titles = groupMetrics(['train_loss', 'val_loss', 'val_macro_f1'], 'val_macro_f1').map(
    ({ title }) => title,
  );
  expect(titles).toEqual(['macro_f1', 'loss']);
});
