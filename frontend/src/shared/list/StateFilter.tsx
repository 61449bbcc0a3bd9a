import { Select } from '@mantine/core';
import type { TrialState } from '@/api/types';
import { stateWord } from './StateBadge';
import { texts } from '@/shared/texts';

export interface StateFilterProps {
  states: readonly TrialState[];
  /** Empty for all. */
  value: string;
  onChange: (state: string) => void;
}

export function StateFilter({ states, value, onChange }: StateFilterProps) {
  return (
    <Select
      aria-label={texts.state}
      placeholder={texts.anyState}
      clearable
      w={136}
      data={states.map((state) => ({ value: state, label: stateWord(state) }))}
      value={value || null}
      onChange={(state) => onChange(state ?? '')}
    />
  );
}
