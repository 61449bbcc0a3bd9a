import { lazy, type ComponentType } from 'react';
import type { Experiment } from '@/api/types';

export interface ExperimentPanel {
  name: string;
  /** Main and side share a row on a wide screen, two halves do. */
  width: 'main' | 'side' | 'half' | 'full';
  /** About as high as it will be, for what is drawn only when it comes near the screen. */
  later?: number;
  View: ComponentType<{ experiment: Experiment }>;
}

/** What the experiment page shows, in order. A new panel is a folder here and a line in this list. */
export const panels: readonly ExperimentPanel[] = [
  { name: 'curves', width: 'main', View: lazy(() => import('./curves')) },
  { name: 'best', width: 'side', View: lazy(() => import('./best')) },
  { name: 'parallel', width: 'full', View: lazy(() => import('./parallel')) },
  { name: 'insights', width: 'full', View: lazy(() => import('./insights')) },
  { name: 'trials', width: 'full', later: 680, View: lazy(() => import('./trials')) },
  { name: 'slice', width: 'full', later: 540, View: lazy(() => import('./slice')) },
  { name: 'contour', width: 'half', later: 440, View: lazy(() => import('./contour')) },
  { name: 'pareto', width: 'half', later: 440, View: lazy(() => import('./pareto')) },
  { name: 'timeline', width: 'full', later: 160, View: lazy(() => import('./timeline')) },
  { name: 'events', width: 'full', later: 200, View: lazy(() => import('./events')) },
  { name: 'note', width: 'full', later: 180, View: lazy(() => import('./note')) },
  { name: 'spec', width: 'full', later: 140, View: lazy(() => import('./spec')) },
];
