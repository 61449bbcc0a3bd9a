import { Button, Group, Stack, TagsInput, Textarea } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { texts as all } from '@/shared/texts';

interface Change {
  tags?: string[];
  note?: string;
}

export interface NoteAndTagsProps<T> {
  tags: readonly string[];
  note: string;
  mutation: UseMutationResult<T, Error, Change>;
}

const texts = all.notes;

/** Note and tags of an experiment or a trial. Tags are saved at once, a note by its button. */
export function NoteAndTags<T>({ tags, note, mutation }: NoteAndTagsProps<T>) {
  const [typed, setTyped] = useState<Change>({});
  const draft = typed.note;
  const changed = draft !== undefined && draft !== note;
  const save = (change: Change) => {
    // Text that was typed during the request is not saved yet, and text that could not be saved stays for a retry.
    const forget = () => setTyped((now) => without(now, change));
    mutation.mutateAsync(change).then(forget, () => undefined);
  };
  const { variables } = mutation;
  return (
    <Panel title={texts.title}>
      <Stack gap="xs">
        <TagsInput
          aria-label={texts.tags}
          placeholder={tags.length === 0 ? texts.tagsHint : ''}
          value={typed.tags ?? [...tags]}
          onChange={(next) => {
            setTyped((now) => ({ ...now, tags: next }));
            save({ tags: next });
          }}
        />
        <Textarea
          aria-label={texts.note}
          placeholder={texts.noteHint}
          autosize
          minRows={2}
          maxRows={12}
          value={draft ?? note}
          onChange={({ currentTarget: { value } }) => setTyped((now) => ({ ...now, note: value }))}
        />
        <ProblemNotice error={mutation.error} onRetry={variables && (() => save(variables))} />
        {changed && (
          <Group justify="flex-end" gap="xs">
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => setTyped(({ tags: kept }) => (kept ? { tags: kept } : {}))}
            >
              {texts.undo}
            </Button>
            <Button size="compact-sm" loading={mutation.isPending} onClick={() => save({ note: draft })}>
              {texts.save}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  );
}

/** Returns the parts that differ from the saved change. */
function without(typed: Change, { tags, note }: Change): Change {
  return {
    ...(typed.tags && typed.tags !== tags && { tags: typed.tags }),
    ...(typed.note !== undefined && typed.note !== note && { note: typed.note }),
  };
}
