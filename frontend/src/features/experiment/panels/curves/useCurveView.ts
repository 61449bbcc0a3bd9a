import type { Experiment } from '@/api/types';
import { useViewState } from '@/shared/view/useViewState';

/** Measures of the x axis. */
export const ACROSS = ['epoch', 'time', 'updates'] as const;
export type Across = (typeof ACROSS)[number];

/** View settings of the curves, kept in the URL. */
export interface CurveView {
  metric: string;
  across: Across;
  logX: boolean;
  logY: boolean;
  /** 0 to 0.99. */
  smoothing: number;
  bands: boolean;
  hideOthers: boolean;
}

export function useCurveView(experiment: Experiment) {
  const [params, put] = useViewState();
  const smoothing = Number(params.get('smooth') ?? 0);
  const view: CurveView = {
    metric: params.get('metric') ?? experiment.objective.metric,
    across: ACROSS.find((across) => across === params.get('across')) ?? 'epoch',
    logX: params.get('x') === 'log',
    logY: params.get('scale') === 'log',
    smoothing: smoothing > 0 && smoothing < 1 ? smoothing : 0,
    bands: params.get('bands') === 'on',
    hideOthers: params.get('others') === 'hide',
  };
  const change = (part: Partial<CurveView>) => {
    const next = { ...view, ...part };
    put({
      metric: next.metric === experiment.objective.metric ? null : next.metric,
      across: next.across === 'epoch' ? null : next.across,
      x: next.logX ? 'log' : null,
      scale: next.logY ? 'log' : null,
      smooth: next.smoothing > 0 ? next.smoothing.toFixed(2) : null,
      bands: next.bands ? 'on' : null,
      others: next.hideOthers ? 'hide' : null,
    });
  };
  return [view, change] as const;
}

/** Returns the number of settings under "View" that differ from the defaults. */
export function countChanges({ across, logX, logY, smoothing, bands, hideOthers }: CurveView): number {
  return [across !== 'epoch', logX, logY, smoothing > 0, bands, hideOthers].filter(Boolean).length;
}
