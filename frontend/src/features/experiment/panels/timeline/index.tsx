import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { allEventsQuery } from '@/api/events';
import { isActive } from '@/api/experiments';
import type { Experiment } from '@/api/types';
import { formatDuration } from '@/shared/format';
import { Loading } from '@/shared/page/Loading';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { Canvas, type Surface } from '@/shared/plot/Canvas';
import { PlotTip } from '@/shared/plot/PlotTip';
import { useClick } from '@/shared/plot/useClick';
import { shortReason } from '@/shared/trialWords';
import { useNow } from '@/shared/useNow';
import { passes } from '../../brush/brush';
import { useBrush } from '../../brush/useBrush';
import { trialTip } from '../../trialTip';
import { useTrials } from '../../useTrials';
import { drawBar, drawTimes, drawWorker, FOOT, heightOf, rowAt } from './draw';
import { toRungs } from './rungs';
import { busyShare, toRows, toSpans, type Row, type Span } from './spans';
import { texts } from './texts';
import classes from './timeline.module.css';

interface Pointed {
  row: Row;
  left: number;
  top: number;
}

export default function TimelinePanel({ experiment }: { experiment: Experiment }) {
  const { trials } = useTrials(experiment);
  const { data: events, isPending } = useQuery(allEventsQuery(experiment.id, isActive(experiment.state)));
  const { brush } = useBrush();
  const now = useNow();
  const navigate = useNavigate();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const click = useClick(() => pointed && void navigate(`/trials/${pointed.row.span.trial.id}`));
  // Without the events a trial that waited at a rung is not there at all: no picture is better than a wrong one.
  const spans = useMemo(
    () => (isPending ? [] : toSpans(events ?? [], trials, now)),
    [isPending, events, trials, now],
  );
  const { rows, workers } = useMemo(() => toRows(spans), [spans]);
  const from = spans[0]?.from ?? 0;
  const to = spans.reduce((most, span) => Math.max(most, span.to), from + 1);
  const height = heightOf(rows, workers.length);
  const best = experiment.best?.trial_id;
  const draw = useCallback(
    (surface: Surface) => {
      drawTimes(surface, (to - from) / 1000, height);
      workers.forEach(({ name, lane }, group) =>
        drawWorker(surface, name ?? texts.unknownWorker, lane, group),
      );
      for (const row of rows) {
        const { trial } = row.span;
        drawBar(surface, row, { from, to, faint: !passes(trial, brush), best: trial.id === best });
      }
    },
    [rows, workers, brush, best, from, to, height],
  );
  if (spans.length === 0)
    return (
      <Panel title={texts.title}>
        {isPending ? <Loading height={84} /> : <EmptyState title={texts.empty}>{texts.emptyHint}</EmptyState>}
      </Panel>
    );
  const point = (event: React.PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const left = event.clientX - box.left;
    const top = event.clientY - box.top;
    const row = rowAt(rows, { left, top, width: box.width, from, to });
    setPointed(row ? { row, left, top } : null);
  };
  return (
    <Panel
      title={texts.title}
      actions={<span className={classes.busy}>{texts.busy(busyShare(spans).toFixed(1))}</span>}
    >
      <Canvas
        draw={draw}
        height={height + FOOT}
        role="img"
        aria-label={texts.picture(new Set(spans.map(({ trial }) => trial.id)).size, workers.length)}
        className={pointed ? classes.pointing : undefined}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
        {...click}
      >
        {(width) =>
          pointed && (
            <PlotTip left={pointed.left} top={pointed.top} width={width}>
              {trialTip(pointed.row.span.trial, experiment.objective.metric)}
              <span>{endWords(pointed.row.span)}</span>
              <span>{pointed.row.span.worker}</span>
            </PlotTip>
          )
        }
      </Canvas>
      <Rungs experiment={experiment} />
    </Panel>
  );
}

function endWords({ trial, end, reason, from, to }: Span): string {
  const over = end === trial.state && trial.finished_at !== null;
  const why = over ? shortReason(trial) : (texts.reasons[reason ?? ''] ?? texts.reason(reason ?? ''));
  return texts.after(why, formatDuration((to - from) / 1000));
}

function Rungs({ experiment }: { experiment: Experiment }) {
  const { trials } = useTrials(experiment);
  const rungs = useMemo(() => toRungs(trials), [trials]);
  if (rungs.length === 0) return null;
  return (
    <ul className={classes.rungs} aria-label={texts.rungs}>
      {rungs.map(({ rung, epochs, stopped, compared }) => (
        <li key={`${rung} ${epochs}`}>
          {texts.rung(rung, epochs)}: <strong>{texts.stopped(stopped, compared)}</strong>
        </li>
      ))}
    </ul>
  );
}
