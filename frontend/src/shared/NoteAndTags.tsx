import { Button, Group, Stack, TagsInput, Textarea } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { Panel } from './Panel';
import { ProblemNotice } from './ProblemNotice';
import { texts as all } from './texts';

export interface NoteAndTagsProps<T> {
  tags: readonly string[];
  note: string;
  mutation: UseMutationResult<T, Error, { tags?: string[]; note?: string }>;
}

const texts = all.notes;

/** What people want to remember of an experiment or a trial. Tags are kept at once, a note when it is saved. */
export function NoteAndTags<T>({ tags, note, mutation }: NoteAndTagsProps<T>) {
  const [draft, setDraft] = useState<string | null>(null);
  const changed = draft !== null && draft !== note;
  return (
    <Panel title={texts.title}>
      <Stack gap="xs">
        <TagsInput
          aria-label={texts.tags}
          placeholder={tags.length === 0 ? texts.tagsHint : ''}
          maxTags={20}
          maxLength={60}
          value={[...tags]}
          onChange={(next) => mutation.mutate({ tags: next })}
        />
        <Textarea
          aria-label={texts.note}
          placeholder={texts.noteHint}
          autosize
          minRows={2}
          maxRows={12}
          value={draft ?? note}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        <ProblemNotice error={mutation.error} />
        {changed && (
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setDraft(null)}>
              {texts.undo}
            </Button>
            <Button
              size="compact-sm"
              loading={mutation.isPending}
              onClick={() => mutation.mutate({ note: draft }, { onSuccess: () => setDraft(null) })}
            >
              {texts.save}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  );
}
