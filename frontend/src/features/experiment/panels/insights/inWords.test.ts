import { expect, test } from 'vitest';
import { inWords } from './inWords';

test('parameters are named in words, what only looks like one stays as it is', () => {
  expect(
    inWords('The best schedule_factor (x_y) is low; widen schedule_factor, not schedule.', [
      'schedule',
      'schedule_factor',
    ]),
  ).toBe('The best schedule factor (x_y) is low; widen schedule factor, not schedule.');
});
