import { useState } from 'react';
import { formatParameter } from '@/shared/format';
import type { Axis } from '../../brush/axes';
import type { Stretch } from '../../brush/brush';
import { placesOf, stretchOf } from '../../brush/stretchOf';
import classes from './parallel.module.css';
import { texts } from './texts';

export interface AxisBrushProps {
  axis: Axis;
  x: number;
  top: number;
  height: number;
  stretch: Stretch | undefined;
  /** While the pointer moves. */
  onDrag: (stretch: Stretch | null | undefined) => void;
  onChange: (stretch: Stretch | null) => void;
}

const WIDTH = 26;
const STEP = 0.05;

/** The part of an axis that is let through: drawn with the pointer, or with the arrow keys. */
export function AxisBrush({ axis, x, top, height, stretch, onDrag, onChange }: AxisBrushProps) {
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const held = stretch ? placesOf(axis.scale, stretch) : null;
  const shown = drag ?? held;
  const placeOf = (event: React.PointerEvent<SVGRectElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(Math.max(1 - (event.clientY - box.top) / box.height, 0), 1);
  };
  const down = (event: React.PointerEvent<SVGRectElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const place = placeOf(event);
    setDrag([place, place]);
  };
  const move = (event: React.PointerEvent<SVGRectElement>) => {
    if (!drag) return;
    const next: [number, number] = [drag[0], placeOf(event)];
    setDrag(next);
    onDrag(stretchOf(axis.scale, ...next));
  };
  const up = () => {
    if (!drag) return;
    setDrag(null);
    onDrag(undefined);
    // A click without a way takes the stretch away.
    onChange(Math.abs(drag[0] - drag[1]) * height < 4 ? null : stretchOf(axis.scale, ...drag));
  };
  const cancel = () => {
    setDrag(null);
    onDrag(undefined);
  };
  const key = (event: React.KeyboardEvent) => {
    const { categories } = axis.scale;
    // A key moves by one category, or by a little.
    const step = categories.length > 0 ? 1 / categories.length : STEP;
    const by = { ArrowUp: step, ArrowDown: -step }[event.key];
    if (event.key === 'Escape' || event.key === 'Delete') onChange(null);
    if (by === undefined) return;
    event.preventDefault();
    const [low, high] = held ?? [0, 1];
    onChange(
      event.shiftKey
        ? stretchOf(axis.scale, Math.max(low + by, 0), high)
        : stretchOf(axis.scale, low, Math.min(high + by, 1)),
    );
  };
  return (
    <g>
      <rect
        className={classes.reach}
        x={x - WIDTH / 2}
        y={top}
        width={WIDTH}
        height={height}
        tabIndex={0}
        role="slider"
        aria-orientation="vertical"
        aria-label={texts.brushOf(axis.label)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * (shown?.[1] ?? 1))}
        aria-valuetext={stretch ? describe(stretch) : texts.everything}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={cancel}
        onKeyDown={key}
      />
      {shown && (
        <rect
          className={classes.stretch}
          x={x - 7}
          y={top + height * (1 - Math.max(...shown))}
          width={14}
          height={Math.max(height * Math.abs(shown[0] - shown[1]), 2)}
          rx={3}
        />
      )}
    </g>
  );
}

function describe(stretch: Stretch): string {
  return 'words' in stretch
    ? stretch.words.join(', ')
    : texts.between(formatParameter(stretch.low), formatParameter(stretch.high));
}
