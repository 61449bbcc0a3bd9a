import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { catalogQuery, unitOf } from '@/api/catalog';
import { isActive } from '@/api/experiments';
import { drawable } from '@/api/metrics';
import type { Experiment } from '@/api/types';
import { Chart } from '@/shared/chart/Chart';
import { Legend } from '@/shared/chart/Legend';
import { words } from '@/shared/format';
import { Loading } from '@/shared/page/Loading';
import { EmptyState, Panel } from '@/shared/page/Panel';
import { GoodnessLegend } from '@/shared/plot/GoodnessLegend';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { texts as shared } from '@/shared/texts';
import { useBrush } from '../../brush/useBrush';
import classes from './curves.module.css';
import { texts } from './texts';
import { legendOf } from './toLines';
import { undrawable } from './undrawable';
import { useCurveView } from './useCurveView';
import { useDrawing } from './useDrawing';
import { ViewMenu } from './ViewMenu';

const HEIGHT = 380;

export default function CurvesPanel({ experiment }: { experiment: Experiment }) {
  const navigate = useNavigate();
  const [view, change] = useCurveView(experiment);
  const { active: brushed } = useBrush();
  const active = isActive(experiment.state);
  const { metric, logX, logY } = view;
  const { data: catalog } = useQuery(catalogQuery);
  const { lines, bands, metrics, leftOut, hasReplicates, waiting, error, refetch } = useDrawing(
    experiment,
    view,
  );
  const unit = unitOf(catalog, experiment.spec.task?.type, metric);
  const logarithmic = { x: logX, y: logY };
  const hidden = undrawable(lines, logarithmic);
  const note = hidden > 0 && texts.undrawable(hidden, logX || logY);
  const empty = waiting || lines.length === hidden;
  return (
    <Panel
      fill
      title={texts.title}
      actions={
        <>
          <ViewMenu
            view={view}
            change={change}
            metrics={metrics}
            leftOut={leftOut}
            hasReplicates={hasReplicates}
            brushed={brushed}
          />
          <Select
            aria-label={texts.metric}
            w={190}
            allowDeselect={false}
            data={(metrics.length > 0 ? drawable(metrics) : [metric]).map((name) => ({
              value: name,
              label: words(name),
            }))}
            value={metric}
            onChange={(name) => name && change({ metric: name })}
          />
        </>
      }
    >
      <ProblemNotice error={error} onRetry={refetch} />
      {empty ? (
        <div className={classes.room} style={{ minHeight: HEIGHT }}>
          {waiting ? (
            <Loading height={HEIGHT} />
          ) : note ? (
            <EmptyState title={texts.nothing}>{note}</EmptyState>
          ) : (
            <EmptyState title={active ? texts.empty : texts.neverAny}>
              {leftOut > 0 ? texts.leftOut(leftOut) : active ? texts.emptyHint : texts.neverAnyHint}
            </EmptyState>
          )}
        </div>
      ) : (
        <Chart
          label={texts.picture(words(metric), shared.across[view.across])}
          fill
          height={HEIGHT}
          lines={lines}
          bands={bands}
          logarithmic={logarithmic}
          across={view.across}
          yLabel={words(metric) + (unit && ` (${unit})`)}
          onSelect={(trial) => void navigate(`/trials/${trial}`)}
        />
      )}
      {!empty && note && <p className={classes.note}>{note}</p>}
      <div className={classes.foot} data-empty={empty || undefined}>
        <Legend entries={legendOf(lines)} />
        <GoodnessLegend worse={texts.worse} better={texts.better(words(experiment.objective.metric))} />
      </div>
    </Panel>
  );
}
