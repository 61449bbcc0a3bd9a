import { useAnnotateExperiment } from '@/api/experiments';
import type { Experiment } from '@/api/types';
import { NoteAndTags } from '@/shared/details/NoteAndTags';

export default function NotePanel({ experiment }: { experiment: Experiment }) {
  const annotate = useAnnotateExperiment(experiment.id);
  return <NoteAndTags tags={experiment.tags} note={experiment.note} mutation={annotate} />;
}
