import { Button, Menu } from '@mantine/core';
import { Link, useNavigate } from 'react-router-dom';
import {
  exportAddress,
  isActive,
  useCancelExperiment,
  useDeleteExperiment,
  useSteerExperiment,
} from '@/api/experiments';
import type { Experiment } from '@/api/types';
import { ConfirmButton } from '@/shared/ConfirmButton';
import { Facts } from '@/shared/Facts';
import { formatAgo, formatDuration, formatTime, formatValue, NOTHING, plural, words } from '@/shared/format';
import { DownloadIcon, PausedIcon, PlayIcon } from '@/shared/icons';
import { PageHeader } from '@/shared/PageHeader';
import { Panel } from '@/shared/Panel';
import { StateBadge } from '@/shared/StateBadge';
import { TrialProgress } from '@/shared/TrialProgress';
import { useNow } from '@/shared/useNow';

export function ExperimentHeader({ experiment }: { experiment: Experiment }) {
  return (
    <>
      <PageHeader
        title={experiment.name}
        back={{ to: '/', label: 'Experiments' }}
        badge={<StateBadge state={experiment.state} />}
        actions={<Actions experiment={experiment} />}
      />
      <Panel>
        <Facts figures facts={figures(experiment, useNow())} />
      </Panel>
    </>
  );
}

function Actions({ experiment }: { experiment: Experiment }) {
  const navigate = useNavigate();
  const cancel = useCancelExperiment(experiment.id);
  const remove = useDeleteExperiment(experiment.id);
  return (
    <>
      <Steer experiment={experiment} />
      <Button component={Link} to={`/new?from=${experiment.id}`} variant="default">
        Clone and change
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<DownloadIcon />}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={exportAddress(experiment.id, 'csv')} download>
            Trials as CSV
          </Menu.Item>
          <Menu.Item component="a" href={exportAddress(experiment.id, 'json')} download>
            Everything as JSON
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isActive(experiment.state) ? (
        <ConfirmButton
          label="Cancel"
          question={`Cancel ${experiment.name}?`}
          consequence="Running trials end and no further ones start. What was measured so far is kept."
          action="Cancel the experiment"
          mutation={cancel}
        />
      ) : (
        <ConfirmButton
          label="Delete"
          question={`Delete ${experiment.name}?`}
          consequence={`${plural(experiment.trials.planned, 'trial')} with all curves and models will be gone for good.`}
          action="Delete the experiment"
          mutation={remove}
          onDone={() => navigate('/')}
        />
      )}
    </>
  );
}

/** Pause and go on, where there is something to steer. */
function Steer({ experiment: { id, state } }: { experiment: Experiment }) {
  const verb = state === 'PAUSED' ? 'resume' : 'pause';
  const steer = useSteerExperiment(id, verb);
  if (!isActive(state)) return null;
  return (
    <Button
      variant="default"
      leftSection={verb === 'pause' ? <PausedIcon /> : <PlayIcon />}
      loading={steer.isPending}
      onClick={() => steer.mutate()}
    >
      {verb === 'pause' ? 'Pause' : 'Go on'}
    </Button>
  );
}

function figures(experiment: Experiment, now: number) {
  const { objective, best, trials, state } = experiment;
  return [
    [`Best ${words(objective.metric)}`, best ? <BestValue key="best" best={best} /> : NOTHING],
    ['Trials ended', <TrialProgress key="trials" counts={trials} />],
    ...(state === 'RUNNING' ? ([['Time left', formatDuration(experiment.seconds_left)]] as const) : []),
    ...(experiment.finished_at && experiment.started_at
      ? ([
          [
            'Took',
            formatDuration((Date.parse(experiment.finished_at) - Date.parse(experiment.started_at)) / 1000),
          ],
        ] as const)
      : []),
    ['Method', words(experiment.method)],
    [
      'Dataset',
      <Link key="dataset" to={`/datasets/${encodeURIComponent(experiment.dataset)}`}>
        {experiment.dataset}
      </Link>,
    ],
    ['Goal', `${objective.goal}${objective.target === null ? '' : ` to ${formatValue(objective.target)}`}`],
    ...(experiment.end_reason ? ([['Ended by', words(experiment.end_reason)]] as const) : []),
    [
      'Created',
      <time key="created" title={formatTime(experiment.created_at)}>
        {formatAgo(experiment.created_at, now)}
      </time>,
    ],
  ] as const;
}

function BestValue({ best }: { best: NonNullable<Experiment['best']> }) {
  return (
    <>
      {formatValue(best.value)} <Link to={`/trials/${best.trial_id}`}>trial {best.number}</Link>
    </>
  );
}
