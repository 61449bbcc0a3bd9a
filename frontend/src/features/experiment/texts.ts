import { formatCount, plural } from '@/shared/format';

export const texts = {
  selection: 'Selection',
  passing: (count: number, of: number) => `${formatCount(count)} of ${plural(of, 'trial')} pass`,
  letThrough: '– let all through here',
  clear: 'Let all through',
  selectThese: 'Select these',
  selected: (count: number) => `${formatCount(count)} selected`,
  compare: 'Compare',
  tooMany: (most: number) => `At most ${most} trials fit side by side.`,
  tag: 'Tag',
  tagTitle: (count: number) => `Tag ${plural(count, 'trial')}`,
  tags: 'Tags',
  tagsHint: 'Several at once are set apart by commas.',
  tagAdd: 'Add',
  tagRemove: 'Take away',
  unselect: 'Unselect',
  cancel: 'Cancel',
  cancelQuestion: (count: number) => `Cancel ${plural(count, 'trial')}?`,
  cancelConsequence: 'Each ends after the step it is at. Curves are kept; the experiment goes on.',
  cancelAction: 'Cancel these trials',
};
