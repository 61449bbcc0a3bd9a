import { lazy, type ComponentType } from 'react';
import type { Experiment } from '@/api/types';
import BestPanel from './best';
import ContourPanel from './contour';
import CurvesPanel from './curves';
import EventsPanel from './events';
import InsightsPanel from './insights';
import NotePanel from './note';
import ParallelPanel from './parallel';
import ParetoPanel from './pareto';
import SlicePanel from './slice';
import TimelinePanel from './timeline';
import TrialsPanel from './trials';

export interface ExperimentPanel {
  name: string;
  /** Main and side share a row on a wide screen, two halves do. */
  width: 'main' | 'side' | 'half' | 'full';
  /** Approximate height of a panel that is rendered only near the viewport. */
  later?: number;
  View: ComponentType<{ experiment: Experiment }>;
}

/**
 * Panels of the experiment page, in order. A new panel is a folder here, its import and a line in this list. Panels are
 * part of the page's bundle: a lazy panel would show an empty place first.
 */
export const panels: readonly ExperimentPanel[] = [
  { name: 'curves', width: 'main', View: CurvesPanel },
  { name: 'best', width: 'side', View: BestPanel },
  { name: 'parallel', width: 'full', View: ParallelPanel },
  { name: 'insights', width: 'full', View: InsightsPanel },
  { name: 'trials', width: 'full', later: 680, View: TrialsPanel },
  { name: 'slice', width: 'full', later: 540, View: SlicePanel },
  { name: 'contour', width: 'half', later: 440, View: ContourPanel },
  { name: 'pareto', width: 'half', later: 440, View: ParetoPanel },
  { name: 'timeline', width: 'full', later: 160, View: TimelinePanel },
  { name: 'events', width: 'full', later: 200, View: EventsPanel },
  { name: 'note', width: 'full', later: 180, View: NotePanel },
  { name: 'spec', width: 'full', later: 140, View: lazy(() => import('./spec')) },
];
