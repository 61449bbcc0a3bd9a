import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { HTMLAttributes, ReactNode } from 'react';
import classes from './Canvas.module.css';
import type { Scheme } from './color';
import { useScheme } from './useScheme';

export interface Surface {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  scheme: Scheme;
  /** A design token's color. */
  token: (name: string) => string;
}

export interface CanvasProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  /** Draws everything; called if the size, the colors or the data change. */
  draw: (surface: Surface) => void;
  height: number;
  /** Laid over the drawing, in its coordinates. */
  children?: ReactNode | ((width: number) => ReactNode);
}

/** A drawing as wide as its place, sharp on every screen. */
export function Canvas({ draw, height, children, className, ...rest }: CanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useScheme();
  const paint = useEffectEvent((element: HTMLCanvasElement) => {
    const context = element.getContext('2d');
    if (!context || width === 0) return;
    const ratio = devicePixelRatio;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const style = getComputedStyle(element);
    const token = (name: string) => style.getPropertyValue(`--t-${name}`).trim();
    draw({ context, width, height, scheme, token });
  });
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (canvas.current) paint(canvas.current);
  }, [draw, width, height, scheme]);
  return (
    <div ref={host} className={`${classes.host} ${className ?? ''}`} style={{ height }} {...rest}>
      <canvas ref={canvas} className={classes.canvas} />
      {typeof children === 'function' ? width > 0 && children(width) : children}
    </div>
  );
}
