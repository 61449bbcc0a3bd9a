export const TICK_FONT = '11px system-ui, sans-serif';
/** Pixels from one line of labels to the next. */
export const TICK_LINE = 13;

let context: CanvasRenderingContext2D | null | undefined;

/** Pixels that a text takes in a font. */
export function textWidth(text: string, font = TICK_FONT): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0.62 * parseInt(font) * text.length;
  context.font = font;
  return context.measureText(text).width;
}

/** Returns the text, cut with an ellipsis if it does not fit. */
export function shortened(text: string, room: number, font = TICK_FONT): string {
  if (textWidth(text, font) <= room) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, font) > room) letters.pop();
  return `${letters.join('')}…`;
}
