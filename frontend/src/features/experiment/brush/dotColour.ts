import type { Trial } from '@/api/types';
import type { Surface } from '@/shared/plot/Canvas';
import { goodnessColour } from '@/shared/plot/colour';
import type { Dot } from '@/shared/plot/dots';

/** The colours of trials as dots, the same in all panels. */
export function dotColour(dot: Dot<Trial>, { scheme, token }: Surface): string {
  if (dot.emphasis === 'faint') return token('track');
  if (dot.emphasis === 'strong') return token('best');
  return dot.goodness === undefined ? token('muted') : goodnessColour(dot.goodness, scheme);
}
