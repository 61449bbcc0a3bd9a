import { useComputedColorScheme } from '@mantine/core';
import type { Scheme } from './color';

/** Known from the start: who first says light and then dark has every picture drawn twice. */
export function useScheme(): Scheme {
  return useComputedColorScheme('light', { getInitialValueInEffect: false });
}
