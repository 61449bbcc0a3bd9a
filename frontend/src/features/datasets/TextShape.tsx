import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { datasetQueries } from '@/api/datasets';
import type { Dataset } from '@/api/types';
import { formatCount } from '@/shared/format';
import { Bars } from '@/shared/details/Bars';
import { Panel } from '@/shared/page/Panel';
import { visible } from '@/shared/visible';
import classes from './dataset.module.css';
import { shapeOf, withoutLabels } from './frequencies';
import { texts } from './texts';

const COUNTED_AT_MOST = 8_000_000;

/** Statistics of the text, computed in the browser from the text itself. */
export function TextShape({ dataset }: { dataset: Dataset }) {
  const short = dataset.bytes <= COUNTED_AT_MOST;
  const { data: text } = useQuery({ ...datasetQueries.text(dataset.name), enabled: short });
  const labeled = Boolean(dataset.labels);
  const shape = useMemo(
    () => (text === undefined ? undefined : shapeOf(labeled ? withoutLabels(text) : text)),
    [text, labeled],
  );
  if (!short) return <p className={classes.hint}>{texts.tooLong}</p>;
  if (!shape) return <div style={{ minHeight: 220 }} />;
  const lines = shape.lengths.reduce((sum, one) => sum + one.lines, 0);
  const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 2 : 1)} %`;
  return (
    <div className={classes.halves}>
      <Panel title={texts.letters}>
        <Bars
          label={texts.letters}
          bars={shape.characters.map(({ token, share }) => ({
            name: visible(token),
            share,
            value: percent(share),
          }))}
        />
      </Panel>
      <Panel title={texts.frequentWords}>
        <Bars
          label={texts.frequentWords}
          bars={shape.words.map(({ token, share }) => ({ name: token, share, value: percent(share) }))}
        />
      </Panel>
      <Panel title={texts.lengths}>
        <Bars
          label={texts.lengths}
          bars={shape.lengths.map((one) => ({
            name: texts.upTo(one.upTo),
            share: one.lines / lines,
            value: formatCount(one.lines),
          }))}
        />
      </Panel>
    </div>
  );
}
