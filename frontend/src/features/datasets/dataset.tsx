import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { datasetQueries, textAddress, useDeleteDataset } from '@/api/datasets';
import type { Dataset } from '@/api/types';
import { ConfirmButton } from '@/shared/ConfirmButton';
import { Facts } from '@/shared/Facts';
import { formatBytes, formatCount, formatTime } from '@/shared/format';
import { DownloadIcon } from '@/shared/icons';
import { PageHeader } from '@/shared/PageHeader';
import { Panel } from '@/shared/Panel';
import { ProblemNotice } from '@/shared/ProblemNotice';
import { TextBlock } from '@/shared/TextBlock';
import { Bars } from './Bars';
import classes from './Bars.module.css';
import { TextShape } from './TextShape';
import { texts } from './texts';
import { UsedBy } from './UsedBy';

export function Component() {
  const name = useParams().name ?? '';
  const { data: dataset, error, refetch } = useQuery(datasetQueries.one(name));
  if (!dataset) return <ProblemNotice error={error} onRetry={refetch} />;
  return (
    <>
      <PageHeader
        title={name}
        back={{ to: '/datasets', label: 'Datasets' }}
        actions={<Actions name={name} />}
      />
      <Panel>
        <Facts figures facts={sizes(dataset)} />
      </Panel>
      <Panel title="Beginning of the text">
        <TextBlock label="beginning of the text" text={dataset.preview ?? ''} prose />
      </Panel>
      {dataset.labels ? <Labels labels={dataset.labels} /> : <TextSplit />}
      <TextShape dataset={dataset} />
      <UsedBy dataset={name} />
      <Panel title="Origin">
        <Facts
          facts={[
            ['SHA-256', <code key="sha256">{dataset.sha256}</code>],
            ['Source', dataset.source],
            ['Licence', dataset.licence ?? 'not stated'],
            ['Added', formatTime(dataset.created_at)],
          ]}
        />
      </Panel>
    </>
  );
}

function TextSplit() {
  return (
    <Panel title={texts.split}>
      <div className={classes.split}>
        {texts.parts.map(([part, share]) => (
          <span key={part} style={{ flexGrow: share }} title={`${part} ${100 * share} %`}>
            {part} {100 * share} %
          </span>
        ))}
      </div>
      <p className={classes.hint}>{texts.splitHint}</p>
    </Panel>
  );
}

function Labels({ labels }: { labels: NonNullable<Dataset['labels']> }) {
  const all = labels.reduce((sum, { examples }) => sum + examples, 0);
  return (
    <Panel title={texts.labels}>
      <Bars
        label={texts.labels}
        bars={labels.map(({ label, examples }) => ({
          name: label,
          share: examples / all,
          value: formatCount(examples),
        }))}
      />
    </Panel>
  );
}

function sizes(dataset: Dataset) {
  return [
    ['Size', formatBytes(dataset.bytes)],
    ['Characters', formatCount(dataset.characters)],
    ['Different characters', formatCount(dataset.character_vocabulary)],
    ['Words', formatCount(dataset.words)],
    ['Different words', formatCount(dataset.word_vocabulary)],
    ['Lines', formatCount(dataset.lines)],
  ] as const;
}

function Actions({ name }: { name: string }) {
  const navigate = useNavigate();
  const remove = useDeleteDataset(name);
  return (
    <>
      <Button component={Link} to={`/new?dataset=${encodeURIComponent(name)}`} variant="default">
        Search on it
      </Button>
      <Button
        component="a"
        href={textAddress(name)}
        download={`${name}.txt`}
        variant="default"
        leftSection={<DownloadIcon />}
      >
        Text
      </Button>
      <ConfirmButton
        label="Delete"
        question={`Delete ${name}?`}
        consequence="The text will be gone from the server. Datasets that experiments use cannot be deleted."
        action="Delete the dataset"
        mutation={remove}
        onDone={() => navigate('/datasets')}
      />
    </>
  );
}
