import { useRef, type MouseEvent, type PointerEvent } from 'react';

/** Pixels that a pointer may move between press and release of a click; beyond, it is a drag. */
export const DRAG = 4;

/** Handlers for an element that calls `onClick` for clicks and not at the end of a drag. */
export function useClick(onClick: (event: MouseEvent<HTMLElement>) => void) {
  const pressed = useRef({ x: 0, y: 0 });
  return {
    onPointerDown: ({ clientX: x, clientY: y }: PointerEvent<HTMLElement>) => {
      pressed.current = { x, y };
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      const { x, y } = pressed.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) <= DRAG) onClick(event);
    },
  };
}
