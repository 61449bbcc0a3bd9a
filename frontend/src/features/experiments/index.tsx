import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { experimentQueries, useArchiveExperiments } from '@/api/experiments';
import { violationOf } from '@/api/http';
import type { ExperimentState } from '@/api/types';
import { ArchiveIcon, CompareIcon } from '@/shared/page/icons';
import { PageHeader } from '@/shared/page/PageHeader';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { SearchBox } from '@/shared/list/SearchBox';
import { StateFilter } from '@/shared/list/StateFilter';
import { DataTable } from '@/shared/table/DataTable';
import { useKept } from '@/shared/list/useKept';
import { useListQuery } from '@/shared/list/useListQuery';
import { useNow } from '@/shared/useNow';
import { useViewState } from '@/shared/view/useViewState';
import { experimentColumns, timeLeft } from './columns';
import classes from './columns.module.css';
import { texts } from './texts';

const STATES: readonly ExperimentState[] = [
  'QUEUED',
  'RUNNING',
  'PAUSED',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
];

export function Component() {
  const [query, change] = useListQuery({ sort: '-created_at', size: 25 });
  const [params, put] = useViewState();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const archived = params.get('archived') === 'on';
  const typed = params.get('filter') ?? '';
  const list = useQuery(
    experimentQueries.list({ ...query }, { typed, also: archived ? 'archived = true' : '' }),
  );
  const page = useKept(list.data);
  const wrong = violationOf(list.error, 'filter');
  const now = useNow();
  const timed = page?.items.some((experiment) => timeLeft(experiment) !== '') ?? false;
  const filtered = query.search !== '' || query.state !== '' || typed !== '' || archived;
  const toggle = (id: string) =>
    setSelected((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <>
      <PageHeader title={texts.title} />
      <ProblemNotice error={wrong === undefined ? list.error : null} onRetry={list.refetch} />
      <Panel
        flush
        lead={
          <SearchBox label={texts.search} value={query.search} onChange={(search) => change({ search })} />
        }
        actions={
          <>
            <SearchBox
              slash={false}
              wide
              label={texts.filter}
              placeholder={texts.filterHint}
              value={typed}
              error={wrong}
              onChange={(text) => put({ filter: text.trim(), page: null })}
            />
            <StateFilter states={STATES} value={query.state} onChange={(state) => change({ state })} />
            <Switch
              label={texts.archived}
              checked={archived}
              onChange={(event) => {
                setSelected(new Set());
                put({ archived: event.currentTarget.checked ? 'on' : null, page: null });
              }}
            />
          </>
        }
      >
        {selected.size > 0 && (
          <Picked ids={[...selected].map(Number)} archived={archived} onDone={() => setSelected(new Set())} />
        )}
        <DataTable
          label={texts.title}
          stacked
          columns={experimentColumns(now, timed)}
          page={page}
          failed={list.isError}
          outdated={list.data === undefined || list.isPlaceholderData}
          query={query}
          onQuery={change}
          rowId={(experiment) => String(experiment.id)}
          rowAddress={(experiment) => `/experiments/${experiment.id}`}
          selection={{ selected, toggle, label: (experiment) => texts.select(experiment.name) }}
          empty={
            filtered ? (
              <NoMatch
                onClear={() => put({ search: null, state: null, filter: null, archived: null, page: null })}
              />
            ) : (
              <NoExperiments />
            )
          }
        />
      </Panel>
    </>
  );
}

interface PickedProps {
  ids: readonly number[];
  archived: boolean;
  onDone: () => void;
}

const MOST = 12;

function Picked({ ids, archived, onDone }: PickedProps) {
  const navigate = useNavigate();
  const archive = useArchiveExperiments();
  return (
    <div className={classes.bar}>
      <strong role="status">{texts.selected(ids.length)}</strong>
      <Button
        size="compact-sm"
        leftSection={<CompareIcon />}
        disabled={ids.length < 2 || ids.length > MOST}
        title={ids.length > MOST ? texts.most(MOST) : undefined}
        onClick={() => void navigate(`/compare?experiments=${ids.join()}`)}
      >
        {texts.compare}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<ArchiveIcon />}
        loading={archive.isPending}
        onClick={() => archive.mutate({ ids, archived: !archived }, { onSuccess: onDone })}
      >
        {archived ? texts.unarchive : texts.archive}
      </Button>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={onDone}>
        {texts.unselect}
      </Button>
      <ProblemNotice error={archive.error} />
    </div>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title={texts.noMatch}>
      <Button variant="default" onClick={onClear}>
        {texts.showAll}
      </Button>
    </EmptyState>
  );
}

function NoExperiments() {
  const [before, dataset, after] = texts.noneHint;
  return (
    <EmptyState title={texts.none}>
      <p>
        {before}
        <Link to="/datasets">{dataset}</Link>
        {after}
      </p>
      <Button component={Link} to="/new">
        {texts.start}
      </Button>
    </EmptyState>
  );
}
