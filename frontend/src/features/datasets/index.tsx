import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { datasetQueries, useDeleteDataset } from '@/api/datasets';
import type { Dataset } from '@/api/types';
import { ConfirmButton } from '@/shared/page/ConfirmButton';
import { formatAgo, formatBytes, formatCount, formatTime } from '@/shared/format';
import { UploadIcon } from '@/shared/page/icons';
import { PageHeader } from '@/shared/page/PageHeader';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { SearchBox } from '@/shared/list/SearchBox';
import { column, DataTable } from '@/shared/table/DataTable';
import { useKept } from '@/shared/list/useKept';
import { useListQuery } from '@/shared/list/useListQuery';
import { useNow } from '@/shared/useNow';
import { datasetAddress } from './datasetAddress';
import { texts } from './texts';
import { UploadDialog } from './UploadDialog';

export function Component() {
  const [query, change] = useListQuery({ sort: 'name', size: 25 });
  const { page, size, sort, search } = query;
  const list = useQuery(datasetQueries.list({ page, size, sort, search }));
  const shown = useKept(list.data);
  const [opened, { open, close }] = useDisclosure();
  const now = useNow();
  const upload = (
    <Button leftSection={<UploadIcon />} variant="default" onClick={open}>
      {texts.upload}
    </Button>
  );
  return (
    <>
      <PageHeader title={texts.title} actions={upload} />
      <UploadDialog opened={opened} onClose={close} />
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Panel
        flush
        lead={<SearchBox label={texts.search} value={search} onChange={(text) => change({ search: text })} />}
      >
        <DataTable
          label={texts.title}
          stacked
          columns={columns(now)}
          page={shown}
          failed={list.isError}
          outdated={list.data === undefined || list.isPlaceholderData}
          query={query}
          onQuery={change}
          rowId={(dataset) => dataset.name}
          rowAddress={datasetAddress}
          empty={
            search ? (
              <EmptyState title={texts.noMatch}>
                <Button variant="default" onClick={() => change({ search: '' })}>
                  {texts.showAll}
                </Button>
              </EmptyState>
            ) : (
              <EmptyState title={texts.none}>
                <p>{texts.noneHint}</p>
                {upload}
              </EmptyState>
            )
          }
        />
      </Panel>
    </>
  );
}

function columns(now: number) {
  const { names } = texts;
  const number = { sortable: true, numeric: true };
  return [
    column<Dataset>('name', names.name, (row) => <Link to={datasetAddress(row)}>{row.name}</Link>, {
      sortable: true,
    }),
    column<Dataset>('bytes', names.bytes, (row) => formatBytes(row.bytes), number),
    column<Dataset>('characters', names.characters, (row) => formatCount(row.characters), {
      ...number,
      wide: true,
    }),
    column<Dataset>(
      'character_vocabulary',
      names.character_vocabulary,
      (row) => formatCount(row.character_vocabulary),
      {
        numeric: true,
        wide: true,
      },
    ),
    column<Dataset>('words', names.words, (row) => formatCount(row.words), { ...number, wide: true }),
    column<Dataset>('word_vocabulary', names.word_vocabulary, (row) => formatCount(row.word_vocabulary), {
      numeric: true,
      wide: true,
    }),
    column<Dataset>('source', names.source, (row) => row.source, { wide: true }),
    column<Dataset>(
      'created_at',
      names.created_at,
      (row) => <time title={formatTime(row.created_at)}>{formatAgo(row.created_at, now)}</time>,
      number,
    ),
    column<Dataset>('delete', texts.delete, (row) => <DeleteDataset name={row.name} />, {
      numeric: true,
      unnamed: true,
    }),
  ];
}

function DeleteDataset({ name }: { name: string }) {
  return (
    <ConfirmButton
      compact
      label={texts.delete}
      question={texts.deleteQuestion(name)}
      consequence={texts.deleteHint}
      action={texts.deleteAction}
      mutation={useDeleteDataset(name)}
    />
  );
}
