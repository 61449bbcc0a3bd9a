import { Accordion } from '@mantine/core';
import { stringify } from 'yaml';
import type { Experiment } from '@/api/types';
import { Panel } from '@/shared/Panel';
import { TextBlock } from '@/shared/TextBlock';

export default function SpecPanel({ experiment }: { experiment: Experiment }) {
  return (
    <Panel flush>
      <Accordion multiple>
        <Accordion.Item value="source">
          <Accordion.Control>Submission as it was written</Accordion.Control>
          <Accordion.Panel>
            <TextBlock label="submission" text={experiment.source} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="spec">
          <Accordion.Control>Normalised, with every default filled in</Accordion.Control>
          <Accordion.Panel>
            {experiment.ignored.length > 0 && (
              <p>
                Ignored, because it means nothing here: <code>{experiment.ignored.join(', ')}</code>
              </p>
            )}
            <TextBlock label="normalised submission" text={stringify(experiment.spec)} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Panel>
  );
}
