import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import { experimentQueries } from '@/api/experiments';
import { hasEnded, trialQueries, useAnnotateTrial, useCancelTrial, useRerunTrial } from '@/api/trials/trials';
import type { Experiment, Trial } from '@/api/types';
import { ConfirmButton } from '@/shared/page/ConfirmButton';
import { EventList } from '@/shared/details/EventList';
import { Facts } from '@/shared/details/Facts';
import { formatCompact, formatDuration, formatValue, NOTHING, words } from '@/shared/format';
import { CompareIcon } from '@/shared/page/icons';
import { PendingPage } from '@/shared/page/PendingPage';
import { NoteAndTags } from '@/shared/details/NoteAndTags';
import { PageHeader } from '@/shared/page/PageHeader';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { StateBadge } from '@/shared/list/StateBadge';
import { ModelDownload, Sample, TestMetrics } from '@/shared/trial/TrialResult';
import { trainedSeconds } from '@/shared/trialWords';
import { Alarms } from './Alarms';
import { ClassifyIt } from './panels/ClassifyIt';
import { ConfusionPanel } from './panels/ConfusionPanel';
import classes from './index.module.css';
import { LogPanel } from './panels/LogPanel';
import { NearestPanel } from './panels/NearestPanel';
import { ParametersPanel } from './panels/ParametersPanel';
import { ProvenancePanel } from './panels/ProvenancePanel';
import { Reruns } from './Reruns';
import { texts } from './texts';
import { TrialCurves } from './curves/TrialCurves';
import { TrialEnd } from './TrialEnd';
import { TryIt } from './panels/TryIt';

export function Component() {
  const id = Number(useParams().id);
  const { data: trial, error, refetch } = useQuery(trialQueries.one(id));
  if (!trial)
    return (
      <PendingPage
        title={texts.someTrial}
        back={{ to: '/', label: texts.experiments }}
        error={error}
        onRetry={refetch}
      />
    );
  // Text that was typed for one trial must not appear for the next.
  return (
    <TrialPage key={trial.id} trial={trial} problem={<ProblemNotice error={error} onRetry={refetch} />} />
  );
}

function TrialPage({ trial, problem }: { trial: Trial; problem: React.ReactNode }) {
  const { data: experiment } = useQuery(experimentQueries.one(trial.experiment_id));
  const metric = experiment?.objective.metric ?? 'objective';
  const annotate = useAnnotateTrial(trial.id);
  const task = experiment?.spec.task;
  const classifies = task?.type === 'classification';
  return (
    <>
      <PageHeader
        title={texts.trial(trial.number)}
        back={{ to: `/experiments/${trial.experiment_id}`, label: experiment?.name ?? texts.experiment }}
        badge={<StateBadge state={trial.state} />}
        actions={<Actions trial={trial} experiment={experiment} />}
      />
      {problem}
      <TrialEnd trial={trial} metric={metric} />
      <Alarms trial={trial} />
      <Panel>
        <Facts figures facts={figures(trial, metric)} />
      </Panel>
      <div className={classes.columns}>
        <TrialCurves trial={trial} objective={metric} task={task?.type} />
        <div className={classes.side}>
          <ParametersPanel trial={trial} experiment={experiment} />
          <Panel title={texts.testMetrics}>
            <TestMetrics trial={trial} />
          </Panel>
          <NoteAndTags tags={trial.tags} note={trial.note} mutation={annotate} />
          {!classifies && (
            <Panel title={texts.generated}>
              <Sample trial={trial} />
            </Panel>
          )}
          {task?.unit === 'word' && trial.model_available && <NearestPanel trial={trial.id} />}
          <Reruns trial={trial.id} />
        </div>
      </div>
      {classifies ? <ClassifyIt trial={trial} /> : <TryIt trial={trial} />}
      {classifies && Object.keys(trial.test ?? {}).length > 0 && <ConfusionPanel trial={trial.id} />}
      <EventList of={{ trial: trial.id }} />
      <LogPanel trial={trial} />
      <ProvenancePanel trial={trial.id} />
    </>
  );
}

function Actions({ trial, experiment }: { trial: Trial; experiment: Experiment | undefined }) {
  const cancel = useCancelTrial(trial.id);
  const rerun = useRerunTrial(trial.id);
  const best = experiment?.best?.trial_id;
  return (
    <>
      {best !== undefined && best !== trial.id && (
        <Button
          component={Link}
          to={`/compare?trials=${best},${trial.id}`}
          variant="default"
          leftSection={<CompareIcon />}
        >
          {texts.compare}
        </Button>
      )}
      <ModelDownload trial={trial} size="sm" />
      {hasEnded(trial.state) ? (
        <ConfirmButton
          calm
          label={texts.rerun}
          question={texts.rerunQuestion(trial.number)}
          consequence={texts.rerunHint}
          action={texts.rerunAction}
          mutation={rerun}
        />
      ) : (
        <ConfirmButton
          label={texts.cancel}
          question={texts.cancelQuestion(trial.number)}
          consequence={texts.cancelHint}
          action={texts.cancelAction}
          mutation={cancel}
        />
      )}
    </>
  );
}

function figures(trial: Trial, metric: string) {
  const { figures: names } = texts;
  const under = trial.state === 'RUNNING' ? trial.epoch_fraction : null;
  return [
    [names.best(words(metric)), formatValue(trial.best_value)],
    [names.bestEpoch, trial.best_step ?? NOTHING],
    [names.last, formatValue(trial.last_value)],
    [names.epochs, names.epochsDone(trial.last_step ?? 0, under)],
    [names.duration, formatDuration(trainedSeconds(trial))],
    [names.weights, formatCompact(trial.parameter_count)],
    [names.seed, trial.seed],
    ...(trial.attempt > 1 ? ([[names.attempt, trial.attempt]] as const) : []),
    ...(trial.checkpoint_step ? ([[names.checkpoint, names.epoch(trial.checkpoint_step)]] as const) : []),
  ] as const;
}
