import type { Split } from '@/api/types';
import { formatPercent } from '@/shared/format';
import classes from './SplitBar.module.css';
import { texts as all } from '@/shared/texts';

const texts = all.split;
const PARTS = ['train', 'validation', 'test'] as const;

/** Fractions of a dataset for training, validation and test. */
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
