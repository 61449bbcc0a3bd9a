import { useState, type PointerEvent } from 'react';
import { nearestDot, type Dot } from './dots';
import type { Frame } from './frame';
import { DRAG } from './useClick';

/** Pixels from a dot within which the pointer means it. */
const REACH = 12;

/** The least share of the axis that counts as a range. */
const NARROWEST = 0.015;

export interface Pointed<T> {
  dot: Dot<T>;
  left: number;
  top: number;
}

/** Pressed pointer: its start, the dot at the start if any, and the dragged distance. */
interface Press<T> {
  x: number;
  y: number;
  dot: Dot<T> | undefined;
  range: readonly [number, number];
  dragging: boolean;
}

export interface ScatterPointerOptions<T> {
  dots: readonly Dot<T>[];
  frameIn: (width: number) => Frame;
  onSelect: (item: T) => void;
  onBrush: ((range: readonly [number, number] | null) => void) | undefined;
}

/**
 * Pointer rules of a scatter plot: a press without a move selects the dot at the start, or clears the brush if there is
 * none; a press with a move selects a range, whether or not it starts or ends on a dot.
 */
export function useScatterPointer<T>({ dots, frameIn, onSelect, onBrush }: ScatterPointerOptions<T>) {
  const [pointed, setPointed] = useState<Pointed<T> | null>(null);
  const [press, setPress] = useState<Press<T> | null>(null);

  const placeOf = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const frame = frameIn(box.width);
    const across = (event.clientX - box.left - frame.left) / frame.width;
    const up = 1 - (event.clientY - box.top - frame.top) / frame.height;
    const dot = nearestDot(dots, across, up, frame.width, frame.height, REACH);
    return { frame, across, dot };
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { across, dot } = placeOf(event);
    const at = Math.min(Math.max(across, 0), 1);
    setPress({ x: event.clientX, y: event.clientY, dot, range: [at, at], dragging: false });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const { frame, across, dot } = placeOf(event);
    const dragging = press !== null && (press.dragging || hasMoved(press, event));
    if (press) {
      const range = [press.range[0], Math.min(Math.max(across, 0), 1)] as const;
      setPress({ ...press, range, dragging });
    }
    setPointed(
      dot && !dragging
        ? {
            dot,
            left: frame.left + dot.x * frame.width,
            top: frame.top + (1 - dot.y) * frame.height,
          }
        : null,
    );
  };
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    setPress(null);
    if (!press) return;
    if (press.dragging || hasMoved(press, event)) {
      const end = Math.min(Math.max(placeOf(event).across, 0), 1);
      if (Math.abs(end - press.range[0]) >= NARROWEST) onBrush?.([press.range[0], end]);
    } else if (press.dot) onSelect(press.dot.item);
    else onBrush?.(null);
  };
  const onPointerCancel = () => {
    setPress(null);
    setPointed(null);
  };
  return {
    pointed,
    drag: press?.dragging && onBrush ? press.range : null,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel,
      onPointerLeave: () => setPointed(null),
    },
  };
}

function hasMoved({ x, y }: { x: number; y: number }, event: PointerEvent): boolean {
  return Math.hypot(event.clientX - x, event.clientY - y) > DRAG;
}
