import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { hasEnded, useCancelTrials, useTagTrials } from '@/api/trials/trials';
import type { Experiment } from '@/api/types';
import { ConfirmButton } from '@/shared/page/ConfirmButton';
import { CloseIcon, CompareIcon, TagIcon } from '@/shared/page/icons';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { describeStretch, passes } from './brush/brush';
import { useBrush } from './brush/useBrush';
import { useSelection } from './selection';
import classes from './SelectionBar.module.css';
import { texts } from './texts';
import { useTrials } from './useTrials';

const COMPARE_AT_MOST = 30;

/** Brushed and selected trials with the actions for them; hidden if there are none. */
export function SelectionBar({ experiment }: { experiment: Experiment }) {
  const { brush, active, set, clear } = useBrush();
  const { trials } = useTrials(experiment);
  const selection = useSelection();
  if (!active && selection.ids.size === 0) return null;
  const passing = active ? trials.filter((trial) => passes(trial, brush)) : [];
  return (
    <div className={classes.bar} role="region" aria-label={texts.selection}>
      {active && (
        <div className={classes.group}>
          <span role="status">{texts.passing(passing.length, trials.length)}</span>
          {Object.entries(brush).map(([axis, stretch]) => (
            <button key={axis} type="button" className={classes.chip} onClick={() => set(axis, null)}>
              <bdi>{describeStretch(axis, stretch, experiment.objective.metric)}</bdi>
              <CloseIcon aria-hidden="true" />
              <span className={classes.hidden}>{texts.letThrough}</span>
            </button>
          ))}
          <Button variant="subtle" color="gray" size="compact-sm" onClick={clear}>
            {texts.clear}
          </Button>
          {selection.ids.size === 0 && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => selection.setAll(passing.map((trial) => trial.id))}
            >
              {texts.selectThese}
            </Button>
          )}
        </div>
      )}
      {selection.ids.size > 0 && <Selected experiment={experiment} />}
    </div>
  );
}

function Selected({ experiment }: { experiment: Experiment }) {
  const { ids, clear } = useSelection();
  const { trials } = useTrials(experiment);
  const navigate = useNavigate();
  const [tagging, { open, close }] = useDisclosure();
  const unended = trials
    .filter((trial) => ids.has(trial.id) && !hasEnded(trial.state))
    .map((trial) => trial.id);
  const cancel = useCancelTrials(unended);
  return (
    <div className={classes.group}>
      <strong>{texts.selected(ids.size)}</strong>
      <Button
        size="compact-sm"
        leftSection={<CompareIcon />}
        disabled={ids.size < 2 || ids.size > COMPARE_AT_MOST}
        title={ids.size > COMPARE_AT_MOST ? texts.tooMany(COMPARE_AT_MOST) : undefined}
        onClick={() => void navigate(`/compare?trials=${[...ids].join()}`)}
      >
        {texts.compare}
      </Button>
      <Button variant="default" size="compact-sm" leftSection={<TagIcon />} onClick={open}>
        {texts.tag}
      </Button>
      {unended.length > 0 && (
        <ConfirmButton
          compact
          label={texts.cancel}
          question={texts.cancelQuestion(unended.length)}
          consequence={texts.cancelConsequence}
          action={texts.cancelAction}
          mutation={cancel}
          onDone={clear}
        />
      )}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={clear}>
        {texts.unselect}
      </Button>
      <Modal opened={tagging} onClose={close} title={texts.tagTitle(ids.size)} lockScroll={false} centered>
        <TagForm ids={[...ids]} onDone={close} />
      </Modal>
    </div>
  );
}

function TagForm({ ids, onDone }: { ids: readonly number[]; onDone: () => void }) {
  const [text, setText] = useState('');
  const tag = useTagTrials();
  const tags = text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  const change = (change: 'add' | 'remove') =>
    tag.mutate({ trials: ids, [change]: tags }, { onSuccess: onDone });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change('add');
      }}
    >
      <Stack>
        <TextInput
          label={texts.tags}
          description={texts.tagsHint}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <ProblemNotice error={tag.error} />
        <Group justify="flex-end">
          <Button variant="default" disabled={tags.length === 0} onClick={() => change('remove')}>
            {texts.tagRemove}
          </Button>
          <Button type="submit" disabled={tags.length === 0} loading={tag.isPending}>
            {texts.tagAdd}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
