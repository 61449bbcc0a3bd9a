/** Whether a click in a row means something in it, or a selection of text, and not the row. */
export function isOwnControl(target: EventTarget): boolean {
  const onControl = target instanceof Element && target.closest('a, button, input, label') !== null;
  return onControl || (getSelection()?.toString() ?? '') !== '';
}
