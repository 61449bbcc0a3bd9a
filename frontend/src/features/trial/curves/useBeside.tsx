import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { experimentQueries } from '@/api/experiments';
import type { Trial } from '@/api/types';
import { formatValue } from '@/shared/format';
import { texts } from '../texts';

/** Another trial of the same experiment that a person may put beside this one. */
export function useBeside(trial: Trial) {
  const [beside, setBeside] = useState<string | null>(null);
  const { data } = useQuery(
    experimentQueries.trials(
      trial.experiment_id,
      { state: 'COMPLETED', sort: 'best_value', size: 50 },
      false,
    ),
  );
  const others = (data?.items ?? []).filter((one) => one.id !== trial.id && one.model_available);
  const other = others.find((one) => String(one.id) === beside);
  const select = (
    <Select
      label={texts.beside}
      placeholder={texts.nobody}
      clearable
      searchable
      w={210}
      data={others.map((one) => ({
        value: String(one.id),
        label: texts.other(one.number, formatValue(one.best_value)),
      }))}
      value={beside}
      onChange={setBeside}
    />
  );
  return { trials: other ? [trial, other] : [trial], select };
}
