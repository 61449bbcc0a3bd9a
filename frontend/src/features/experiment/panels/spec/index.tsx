import { Accordion } from '@mantine/core';
import { stringify } from 'yaml';
import type { Experiment } from '@/api/types';
import { Panel } from '@/shared/page/Panel';
import { SplitBar } from '@/shared/details/SplitBar';
import { TextBlock } from '@/shared/page/TextBlock';
import { texts } from './texts';

export default function SpecPanel({ experiment }: { experiment: Experiment }) {
  return (
    <Panel flush>
      <Accordion multiple>
        {experiment.spec.split && (
          <Accordion.Item value="split">
            <Accordion.Control>{texts.split}</Accordion.Control>
            <Accordion.Panel>
              <SplitBar split={experiment.spec.split} />
            </Accordion.Panel>
          </Accordion.Item>
        )}
        <Accordion.Item value="source">
          <Accordion.Control>{texts.source}</Accordion.Control>
          <Accordion.Panel>
            <TextBlock label={texts.source} text={experiment.source} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="spec">
          <Accordion.Control>{texts.spec}</Accordion.Control>
          <Accordion.Panel>
            {experiment.ignored.length > 0 && (
              <p>
                {texts.ignored} <code>{experiment.ignored.join(', ')}</code>
              </p>
            )}
            <TextBlock label={texts.spec} text={stringify(experiment.spec)} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Panel>
  );
}
