import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Experiment, TrialState } from '@/api/types';
import { formatDuration } from '@/shared/format';
import { EmptyState, Panel } from '@/shared/Panel';
import { Canvas, type Surface } from '@/shared/plot/Canvas';
import { PlotTip } from '@/shared/plot/PlotTip';
import { roundSteps } from '@/shared/plot/scale';
import { shortReason } from '@/shared/trialWords';
import { useNow } from '@/shared/useNow';
import { passes } from '../../brush/brush';
import { useBrush } from '../../brush/useBrush';
import { trialTip } from '../../trialTip';
import { useTrials } from '../../useTrials';
import { busyShare, toLanes, type Bar } from './lanes';
import { texts } from './texts';
import classes from './timeline.module.css';

const LANE = 22;
const FOOT = 24;
const COLOURS: Record<TrialState, string> = {
  QUEUED: 'muted',
  RUNNING: 'info',
  PAUSED: 'warn',
  COMPLETED: 'good',
  PRUNED: 'series-7',
  FAILED: 'bad',
  CANCELLED: 'muted',
};

interface Pointed {
  bar: Bar;
  left: number;
  top: number;
}

export default function TimelinePanel({ experiment }: { experiment: Experiment }) {
  const { trials } = useTrials(experiment);
  const { brush } = useBrush();
  const now = useNow();
  const navigate = useNavigate();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const bars = useMemo(() => toLanes(trials, now), [trials, now]);
  const lanes = bars.reduce((most, bar) => Math.max(most, bar.lane + 1), 0);
  const from = bars[0]?.from ?? 0;
  const to = bars.reduce((most, bar) => Math.max(most, bar.to), from + 1);
  const best = experiment.best?.trial_id;
  const draw = useCallback(
    (surface: Surface) => {
      drawHours(surface, (to - from) / 1000, lanes * LANE);
      for (const bar of bars) {
        const faint = !passes(bar.trial, brush);
        drawBar(surface, bar, from, to, faint, bar.trial.id === best);
      }
    },
    [bars, brush, best, from, to, lanes],
  );
  if (bars.length === 0)
    return (
      <Panel title={texts.title}>
        <EmptyState title={texts.empty}>{texts.emptyHint}</EmptyState>
      </Panel>
    );
  const point = (event: React.PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const left = event.clientX - box.left;
    const top = event.clientY - box.top;
    const time = from + (left / box.width) * (to - from);
    // A bar may be thinner than a pixel.
    const reach = (2 / box.width) * (to - from);
    const lane = Math.floor(top / LANE);
    const bar = bars.find((one) => one.lane === lane && time >= one.from - reach && time <= one.to + reach);
    setPointed(bar ? { bar, left, top } : null);
  };
  return (
    <Panel
      title={texts.title}
      actions={<span className={classes.busy}>{texts.busy(busyShare(bars).toFixed(1))}</span>}
    >
      <Canvas
        draw={draw}
        height={lanes * LANE + FOOT}
        role="img"
        aria-label={texts.picture(bars.length, lanes)}
        className={pointed ? classes.pointing : undefined}
        onPointerMove={point}
        onPointerLeave={() => setPointed(null)}
        onClick={() => pointed && void navigate(`/trials/${pointed.bar.trial.id}`)}
      >
        {(width) =>
          pointed && (
            <PlotTip left={pointed.left} top={pointed.top} width={width}>
              {trialTip(pointed.bar.trial, experiment.objective.metric)}
              <span>
                {[
                  shortReason(pointed.bar.trial),
                  texts.after(formatDuration((pointed.bar.to - pointed.bar.from) / 1000)),
                ]
                  .filter(Boolean)
                  .join(' ')}
              </span>
            </PlotTip>
          )
        }
      </Canvas>
    </Panel>
  );
}

function drawBar(surface: Surface, bar: Bar, from: number, to: number, faint: boolean, best: boolean): void {
  const { context, token, width } = surface;
  const x = ((bar.from - from) / (to - from)) * width;
  const length = Math.max(((bar.to - bar.from) / (to - from)) * width - 1, 1);
  const y = bar.lane * LANE + 3;
  const height = LANE - 6;
  const colour = token(best ? 'best' : COLOURS[bar.trial.state]);
  context.globalAlpha = faint ? 0.15 : 0.8;
  context.fillStyle = context.strokeStyle = colour;
  const solid = bar.trial.state === 'COMPLETED' || bar.trial.state === 'RUNNING';
  context.beginPath();
  context.roundRect(x, y, length, height, Math.min(3, length / 2));
  // What did not come to its end is hollow, and ends in an edge.
  if (solid) context.fill();
  else {
    context.globalAlpha *= 0.35;
    context.fill();
    context.globalAlpha = faint ? 0.15 : 0.9;
    context.fillRect(x + length - Math.min(2.5, length), y, Math.min(2.5, length), height);
  }
  if (length > 26 && !faint) {
    context.globalAlpha = 1;
    context.fillStyle = solid ? token('surface') : token('text');
    context.font = '11px system-ui, sans-serif';
    context.textBaseline = 'middle';
    context.fillText(String(bar.trial.number), x + 5, y + height / 2 + 0.5);
  }
  context.globalAlpha = 1;
}

function drawHours({ context, token, width }: Surface, seconds: number, bottom: number): void {
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'top';
  context.strokeStyle = token('grid');
  context.fillStyle = token('muted');
  const unit = seconds > 2 * 86_400 ? 86_400 : seconds > 7_200 ? 3_600 : seconds > 120 ? 60 : 1;
  for (const step of roundSteps(0, seconds / unit, 8)) {
    const x = ((step * unit) / seconds) * width;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, bottom);
    context.stroke();
    const label = step === 0 ? '0' : formatDuration(step * unit);
    context.textAlign = step === 0 ? 'left' : x > width - 30 ? 'right' : 'center';
    context.fillText(label, x, bottom + 8);
  }
  context.textAlign = 'left';
}
