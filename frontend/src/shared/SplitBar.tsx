import type { Split } from '@/api/types';
import { formatPercent } from './format';
import classes from './SplitBar.module.css';

const texts = {
  parts: { train: 'Training', validation: 'Validation', test: 'Test' },
  by: {
    position: 'By position: the end is never trained on.',
    stratified: 'By lot, each label in proportion.',
  } as Record<string, string>,
};
const PARTS = ['train', 'validation', 'test'] as const;

/** Which share of a dataset is for what. */
export function SplitBar({ split }: { split: Split }) {
  return (
    <div>
      <div className={classes.split}>
        {PARTS.filter((part) => split[part] > 0).map((part) => (
          <span
            key={part}
            style={{ flexGrow: split[part] }}
            title={`${texts.parts[part]} ${formatPercent(split[part])}`}
          >
            {texts.parts[part]} {formatPercent(split[part])}
          </span>
        ))}
      </div>
      <p className={classes.how}>{texts.by[split.by] ?? split.by}</p>
    </div>
  );
}
