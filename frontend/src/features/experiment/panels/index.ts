import { lazy, type ComponentType } from 'react';
import type { Experiment } from '@/api/types';

export interface ExperimentPanel {
  name: string;
  /** Main and side share a row on a wide screen. */
  width: 'main' | 'side' | 'full';
  View: ComponentType<{ experiment: Experiment }>;
}

/** What the experiment page shows, in order. A new panel is a folder here and a line in this list. */
export const panels: readonly ExperimentPanel[] = [
  { name: 'curves', width: 'main', View: lazy(() => import('./curves')) },
  { name: 'best', width: 'side', View: lazy(() => import('./best')) },
  { name: 'parallel', width: 'full', View: lazy(() => import('./parallel')) },
  { name: 'trials', width: 'full', View: lazy(() => import('./trials')) },
  { name: 'spec', width: 'full', View: lazy(() => import('./spec')) },
];
