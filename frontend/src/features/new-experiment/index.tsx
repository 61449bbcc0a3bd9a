import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { catalogQuery } from '@/api/catalog';
import { datasetQueries } from '@/api/datasets';
import { experimentQueries } from '@/api/experiments';
import { Loading } from '@/shared/page/Loading';
import { PageHeader } from '@/shared/page/PageHeader';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { Composer } from './Composer';
import { firstDataset, starterExample } from './starter';
import { texts } from './texts';

/** Loads the initial text, then renders the editor. */
export function Component() {
  const [params] = useSearchParams();
  const from = Number(params.get('from')) || null;
  const datasets = useQuery(datasetQueries.list({ size: 200, sort: 'name' }));
  const catalog = useQuery(catalogQuery);
  const original = useQuery({ ...experimentQueries.one(from ?? 0), enabled: from !== null });

  const names = datasets.data?.items.map((dataset) => dataset.name) ?? [];
  const methods = catalog.data?.methods.map((method) => method.name) ?? [];
  const asked = params.get('dataset');
  const named = useQuery({ ...datasetQueries.one(asked ?? ''), enabled: asked !== null });
  const dataset = asked === null ? firstDataset(datasets.data?.items ?? []) : named.data;
  const known = asked === null ? datasets.data : named.data;
  const ready = from === null ? known && catalog.data : original.data;
  const failed = [datasets, catalog, original, named].find((query) => query.error);
  return (
    <>
      <PageHeader title={from === null ? texts.title : texts.titleFrom(original.data?.name ?? '…')} />
      <ProblemNotice error={failed?.error} onRetry={failed?.refetch} />
      {!ready && !failed && (
        <Panel>
          <Loading height={420} />
        </Panel>
      )}
      {ready && (
        <Composer
          // Each source has its own draft, so that cloning does not overwrite a draft.
          key={`${from}/${asked}`}
          draftKey={['trellis.draft', from, asked].filter(Boolean).join('.')}
          initial={original.data?.source ?? starterExample(dataset, preferred(methods))}
          datasets={names}
          catalog={catalog.data}
        />
      )}
    </>
  );
}

function preferred(methods: readonly string[]): string {
  return methods.includes('random') ? 'random' : (methods[0] ?? 'random');
}
