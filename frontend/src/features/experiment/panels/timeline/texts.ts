import { plural } from '@/shared/format';

export const texts = {
  title: 'When what trained',
  empty: 'Nothing has trained yet',
  emptyHint: 'Each trial becomes a bar from its start to its end.',
  picture: (trials: number, lanes: number) =>
    `${plural(trials, 'trial')} on ${plural(lanes, 'lane')} over time`,
  busy: (share: string) => `${share} at a time on average`,
  after: (time: string) => `after ${time}`,
};
