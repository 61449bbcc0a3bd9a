import type { ExperimentSpec } from '@/api/types';

/** The parameters that may differ between trials: all but those with one fixed value. */
export function varyingParameters(spec: ExperimentSpec): string[] {
  return Object.entries(spec.parameters)
    .filter(([, parameter]) => {
      const values = parameter.values;
      const single = Array.isArray(values) && values.length === 1;
      return !('value' in parameter) && parameter.distribution !== 'constant' && !single;
    })
    .map(([name]) => name);
}
