import type { Trial } from '@/api/types';
import type { Surface } from '@/shared/plot/Canvas';
import { goodnessColor } from '@/shared/plot/color';
import type { Dot } from '@/shared/plot/dots';

/** The colors of trials as dots, the same in all panels. */
export function dotColor(dot: Dot<Trial>, { scheme, token }: Surface): string {
  if (dot.emphasis === 'faint') return token('track');
  if (dot.emphasis === 'strong') return token('best');
  return dot.goodness === undefined ? token('muted') : goodnessColor(dot.goodness, scheme);
}
