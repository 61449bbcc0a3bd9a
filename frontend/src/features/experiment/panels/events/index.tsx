import type { Experiment } from '@/api/types';
import { EventList } from '@/shared/details/EventList';

export default function EventsPanel({ experiment }: { experiment: Experiment }) {
  return <EventList of={{ experiment: experiment.id }} />;
}
