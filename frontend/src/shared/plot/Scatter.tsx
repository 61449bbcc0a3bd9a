import { useCallback, type ReactNode } from 'react';
import { Canvas, type Surface } from './Canvas';
import type { Dot } from './dots';
import { axesIn, type Axes, type Frame } from './frame';
import { TICK_FONT } from './textWidth';
import { PlotTip } from './PlotTip';
import type { Scale } from './scale';
import { useScatterPointer } from './useScatterPointer';
import classes from './plot.module.css';
import { texts } from '../texts';

export interface ScatterProps<T> {
  /** Description of the plot for screen readers. */
  label: string;
  dots: readonly Dot<T>[];
  x: Scale;
  y: Scale;
  xLabel: string;
  yLabel: string;
  height?: number;
  color: (dot: Dot<T>, surface: Surface) => string;
  /** Drawn below the dots. */
  background?: (surface: Surface, frame: Frame) => void;
  tip: (item: T) => ReactNode;
  onSelect: (item: T) => void;
  /** A stretch across, between two places; null takes it away. */
  onBrush?: (stretch: readonly [number, number] | null) => void;
  brushed?: readonly [number, number] | undefined;
}

/** Dots on two axes; one can be pointed at and clicked, and a stretch be drawn across. */
export function Scatter<T>(props: ScatterProps<T>) {
  const { label, dots, x, y, xLabel, yLabel, height = 220, color, background, tip } = props;
  const { onSelect, onBrush, brushed } = props;
  const axesOf = useCallback((width: number) => axesIn(width, height, x, y), [x, y, height]);
  const { pointed, drag, handlers } = useScatterPointer({
    dots,
    frameIn: (width) => axesOf(width).frame,
    onSelect,
    onBrush,
  });
  const draw = useCallback(
    (surface: Surface) => {
      const axes = axesOf(surface.width);
      const { frame } = axes;
      drawAxes(surface, axes);
      background?.(surface, frame);
      drawDots(surface, frame, dots, color);
    },
    [dots, axesOf, color, background],
  );
  const shown = drag ?? brushed;
  return (
    <Canvas
      draw={draw}
      height={height}
      role="img"
      aria-label={label}
      className={onBrush ? classes.brushable : undefined}
      data-pointing={pointed && !drag ? true : undefined}
      {...handlers}
    >
      {(width) => {
        const { frame } = axesOf(width);
        return (
          <>
            <span className={classes.xLabel} style={{ left: frame.left }}>
              {xLabel}
            </span>
            <span className={classes.yLabel}>{yLabel}</span>
            {dots.length === 0 && <span className={classes.nothing}>{texts.noFinite}</span>}
            {shown && (
              <div
                className={classes.across}
                style={{
                  left: frame.left + Math.min(...shown) * frame.width,
                  width: Math.abs(shown[0] - shown[1]) * frame.width,
                  top: frame.top,
                  height: frame.height,
                }}
              />
            )}
            {pointed && (
              <>
                <i className={classes.ring} style={{ left: pointed.left, top: pointed.top }} />
                <PlotTip left={pointed.left} top={pointed.top} width={width}>
                  {tip(pointed.dot.item)}
                </PlotTip>
              </>
            )}
          </>
        );
      }}
    </Canvas>
  );
}

function drawAxes({ context, token }: Surface, { frame, xTicks, yTicks }: Axes): void {
  context.font = TICK_FONT;
  context.fillStyle = token('muted');
  context.strokeStyle = token('grid');
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of yTicks) {
    const at = frame.top + (1 - tick.at) * frame.height;
    line(context, frame.left, at, frame.left + frame.width, at);
    context.fillText(tick.label, frame.left - 7, frame.top + frame.height - tick.middle);
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of xTicks) {
    const at = frame.left + tick.at * frame.width;
    line(context, at, frame.top, at, frame.top + frame.height);
    context.fillText(tick.label, frame.left + tick.middle, frame.top + frame.height + 12);
  }
}

function line(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}

function drawDots<T>(
  surface: Surface,
  frame: Frame,
  dots: readonly Dot<T>[],
  color: (dot: Dot<T>, surface: Surface) => string,
): void {
  const { context, token } = surface;
  const radius = dots.length > 400 ? 2.5 : 3.5;
  context.lineWidth = 1;
  for (const dot of dots) {
    context.beginPath();
    const size = dot.emphasis === 'strong' ? radius + 2 : radius;
    context.arc(
      frame.left + dot.x * frame.width,
      frame.top + (1 - dot.y) * frame.height,
      size,
      0,
      2 * Math.PI,
    );
    context.fillStyle = color(dot, surface);
    context.globalAlpha = dot.emphasis === 'faint' ? 0.5 : 0.9;
    context.fill();
    if (dot.emphasis === 'faint') continue;
    context.strokeStyle = token('surface');
    context.stroke();
  }
  context.globalAlpha = 1;
}
