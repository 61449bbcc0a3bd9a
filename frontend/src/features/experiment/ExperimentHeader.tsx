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
import { ConfirmButton } from '@/shared/page/ConfirmButton';
import { Facts } from '@/shared/details/Facts';
import { formatAgo, formatDuration, formatTime, formatValue, NOTHING, words } from '@/shared/format';
import { DownloadIcon, PausedIcon, PlayIcon } from '@/shared/page/icons';
import { PageHeader } from '@/shared/page/PageHeader';
import { Panel } from '@/shared/page/Panel';
import { ExperimentBadge } from '@/shared/list/StateBadge';
import { TrialProgress } from '@/shared/list/TrialProgress';
import { useNow } from '@/shared/useNow';
import { texts } from './texts';

export function ExperimentHeader({ experiment }: { experiment: Experiment }) {
  return (
    <>
      <PageHeader
        title={experiment.name}
        back={{ to: '/', label: texts.experiments }}
        badge={<ExperimentBadge experiment={experiment} />}
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
        {texts.clone}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<DownloadIcon />}>
            {texts.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={exportAddress(experiment.id, 'csv')} download>
            {texts.exportCsv}
          </Menu.Item>
          <Menu.Item component="a" href={exportAddress(experiment.id, 'json')} download>
            {texts.exportJson}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isActive(experiment.state) ? (
        <ConfirmButton
          label={texts.cancel}
          question={texts.cancelIt(experiment.name)}
          consequence={texts.cancelItHint}
          action={texts.cancelItAction}
          mutation={cancel}
        />
      ) : (
        <ConfirmButton
          label={texts.delete}
          question={texts.deleteQuestion(experiment.name)}
          consequence={texts.deleteHint(experiment.trials.planned)}
          action={texts.deleteAction}
          mutation={remove}
          onDone={() => navigate('/')}
        />
      )}
    </>
  );
}

/** Buttons to pause and resume, if the state allows it. */
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
      {verb === 'pause' ? texts.pause : texts.resume}
    </Button>
  );
}

function figures(experiment: Experiment, now: number) {
  const { objective, best, trials, state } = experiment;
  const { figures: names } = texts;
  return [
    [names.best(words(objective.metric)), best ? <BestValue key="best" best={best} /> : NOTHING],
    [names.trials, <TrialProgress key="trials" counts={trials} />],
    ...(state === 'RUNNING' ? ([[names.left, formatDuration(experiment.seconds_left)]] as const) : []),
    ...(experiment.finished_at && experiment.started_at
      ? ([
          [
            names.took,
            formatDuration((Date.parse(experiment.finished_at) - Date.parse(experiment.started_at)) / 1000),
          ],
        ] as const)
      : []),
    [names.method, words(experiment.method)],
    [
      names.dataset,
      <Link key="dataset" to={`/datasets/${encodeURIComponent(experiment.dataset)}`}>
        {experiment.dataset}
      </Link>,
    ],
    [
      names.goal,
      names.goalOf(objective.goal, objective.target === null ? '' : formatValue(objective.target)),
    ],
    ...(experiment.end_reason
      ? ([[names.endedBy, experiment.end_message ?? words(experiment.end_reason)]] as const)
      : []),
    [
      names.created,
      <time key="created" title={formatTime(experiment.created_at)}>
        {formatAgo(experiment.created_at, now)}
      </time>,
    ],
  ] as const;
}

function BestValue({ best }: { best: NonNullable<Experiment['best']> }) {
  return (
    <>
      {formatValue(best.value)} <Link to={`/trials/${best.trial_id}`}>{texts.trial(best.number)}</Link>
    </>
  );
}
