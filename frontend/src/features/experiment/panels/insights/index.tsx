import { useQuery } from '@tanstack/react-query';
import { isActive } from '@/api/experiments';
import { insightsQuery } from '@/api/trials/insights';
import type { Experiment } from '@/api/types';
import { words } from '@/shared/format';
import { Loading } from '@/shared/page/Loading';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import classes from './insights.module.css';
import { texts } from './texts';
import { inWords } from './inWords';
import { toBars } from './toBars';

export default function InsightsPanel({ experiment }: { experiment: Experiment }) {
  const { data, error, refetch } = useQuery(insightsQuery(experiment.id, isActive(experiment.state)));
  if (!data)
    return error ? (
      <ProblemNotice error={error} onRetry={refetch} />
    ) : (
      <Panel title={texts.title}>
        <Loading height={84} />
      </Panel>
    );
  const bars = toBars(data.importance);
  return (
    <Panel title={texts.title}>
      <div className={classes.halves}>
        <ul className={classes.list}>
          {data.sentences.map(({ text }) => (
            <li key={text}>{inWords(text, Object.keys(experiment.spec.parameters))}</li>
          ))}
        </ul>
        {bars.length > 0 && (
          <div>
            <ul className={classes.bars} aria-label={texts.importance}>
              {bars.map(({ name, mean, spread, low, high }) => (
                <li key={name}>
                  <span>{words(name)}</span>
                  <span className={classes.track}>
                    <i style={{ width: `${100 * mean}%` }} />
                    <b style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }} />
                  </span>
                  <span className={classes.value}>{texts.spread(mean.toFixed(2), spread.toFixed(2))}</span>
                </li>
              ))}
            </ul>
            <p className={classes.hint}>{texts.hint}</p>
          </div>
        )}
      </div>
    </Panel>
  );
}
