import { useMemo } from 'react';
import { useViewState } from '@/shared/view/useViewState';
import { NO_BRUSH, readBrush, withStretch, writeBrush, type Brush, type Stretch } from './brush';

/** Brush of the page: a selection in one panel applies to all panels. */
export function useBrush() {
  const [params, put] = useViewState();
  const text = params.get('brush');
  const brush: Brush = useMemo(() => (text === null ? NO_BRUSH : readBrush(text)), [text]);
  return {
    brush,
    active: text !== null,
    set: (axis: string, stretch: Stretch | null) =>
      put({ brush: writeBrush(withStretch(brush, axis, stretch)) }),
    setMany: (changes: Readonly<Record<string, Stretch | null>>) =>
      put({
        brush: writeBrush(
          Object.entries(changes).reduce<Brush>((sum, [axis, one]) => withStretch(sum, axis, one), brush),
        ),
      }),
    clear: () => put({ brush: null }),
  };
}
