import { Button, Group, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { UseMutationResult } from '@tanstack/react-query';
import { ProblemNotice } from './ProblemNotice';
import { texts } from '@/shared/texts';

export interface ConfirmButtonProps<T> {
  /** On the button that asks. */
  label: string;
  question: string;
  /** Sentence that names the data to be deleted. */
  consequence: string;
  /** On the button that does it. */
  action: string;
  mutation: UseMutationResult<T, Error, void>;
  onDone?: () => unknown;
  compact?: boolean;
  /** True if the action is harmless. */
  calm?: boolean;
}

export function ConfirmButton<T>(props: ConfirmButtonProps<T>) {
  const { label, question, consequence, action, mutation, onDone } = props;
  const { compact = false, calm = false } = props;
  const [opened, { open, close }] = useDisclosure();
  const confirm = () =>
    mutation.mutate(undefined, {
      onSuccess: () => {
        close();
        onDone?.();
      },
    });
  const ask = () => {
    mutation.reset();
    open();
  };
  return (
    <>
      <Button
        variant={compact ? 'subtle' : 'default'}
        color={calm ? 'leaf' : 'red'}
        size={compact ? 'compact-sm' : 'sm'}
        onClick={ask}
      >
        {label}
      </Button>
      {/* Locking the scroll would need an inline style sheet, which the content security policy forbids. */}
      <Modal opened={opened} onClose={close} title={question} lockScroll={false} centered>
        <Stack>
          <span>{consequence}</span>
          <ProblemNotice error={mutation.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {calm ? texts.notNow : texts.keep}
            </Button>
            <Button color={calm ? 'leaf' : 'red'} loading={mutation.isPending} onClick={confirm}>
              {action}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
