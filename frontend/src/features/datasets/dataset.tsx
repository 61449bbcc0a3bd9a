import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { datasetQueries, textAddress, useDeleteDataset } from '@/api/datasets';
import type { Dataset } from '@/api/types';
import { Bars } from '@/shared/details/Bars';
import { ConfirmButton } from '@/shared/page/ConfirmButton';
import { Facts } from '@/shared/details/Facts';
import { formatBytes, formatCount, formatTime } from '@/shared/format';
import { DownloadIcon } from '@/shared/page/icons';
import { PendingPage } from '@/shared/page/PendingPage';
import { PageHeader } from '@/shared/page/PageHeader';
import { Panel } from '@/shared/page/Panel';
import { TextBlock } from '@/shared/page/TextBlock';
import { Splitting } from './Splitting';
import { TextShape } from './TextShape';
import { texts } from './texts';
import { UsedBy } from './UsedBy';

export function Component() {
  const name = useParams().name ?? '';
  const { data: dataset, error, refetch } = useQuery(datasetQueries.one(name));
  if (!dataset)
    return (
      <PendingPage
        title={name}
        back={{ to: '/datasets', label: texts.title }}
        error={error}
        onRetry={refetch}
      />
    );
  return (
    <>
      <PageHeader
        title={name}
        back={{ to: '/datasets', label: texts.title }}
        actions={<Actions name={name} />}
      />
      <Panel>
        <Facts figures facts={sizes(dataset)} />
      </Panel>
      <Panel title={texts.beginning}>
        <TextBlock label={texts.beginning} text={dataset.preview ?? ''} prose />
      </Panel>
      {dataset.labels && <Labels labels={dataset.labels} />}
      <Splitting dataset={name} task={dataset.labels ? 'classification' : 'language_model'} />
      <TextShape dataset={dataset} />
      <UsedBy dataset={name} />
      <Panel title={texts.origin}>
        <Facts
          facts={[
            ['SHA-256', <code key="sha256">{dataset.sha256}</code>],
            [texts.source, dataset.source],
            [texts.licence, dataset.licence ?? texts.noLicence],
            [texts.added, formatTime(dataset.created_at)],
          ]}
        />
      </Panel>
    </>
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
    [texts.sizes.bytes, formatBytes(dataset.bytes)],
    [texts.sizes.characters, formatCount(dataset.characters)],
    [texts.sizes.character_vocabulary, formatCount(dataset.character_vocabulary)],
    [texts.sizes.words, formatCount(dataset.words)],
    [texts.sizes.word_vocabulary, formatCount(dataset.word_vocabulary)],
    [texts.sizes.lines, formatCount(dataset.lines)],
  ] as const;
}

function Actions({ name }: { name: string }) {
  const navigate = useNavigate();
  const remove = useDeleteDataset(name);
  return (
    <>
      <Button component={Link} to={`/new?dataset=${encodeURIComponent(name)}`} variant="default">
        {texts.searchOnIt}
      </Button>
      <Button
        component="a"
        href={textAddress(name)}
        download={`${name}.txt`}
        variant="default"
        leftSection={<DownloadIcon />}
      >
        {texts.download}
      </Button>
      <ConfirmButton
        label={texts.delete}
        question={texts.deleteQuestion(name)}
        consequence={texts.deleteHint}
        action={texts.deleteAction}
        mutation={remove}
        onDone={() => navigate('/datasets')}
      />
    </>
  );
}
