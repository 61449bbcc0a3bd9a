import { Select } from '@mantine/core';
import type { TrialState } from '@/api/types';
import { stateWord } from './StateBadge';

export interface StateFilterProps {
  states: readonly TrialState[];
  /** Empty for all. */
  value: string;
  onChange: (state: string) => void;
}

export function StateFilter({ states, value, onChange }: StateFilterProps) {
  return (
    <Select
      aria-label="State"
      placeholder="Any state"
      clearable
      w={136}
      data={states.map((state) => ({ value: state, label: stateWord(state) }))}
      value={value || null}
      onChange={(state) => onChange(state ?? '')}
    />
  );
}
