/** Returns whether a click inside a row belongs to a control or to a text selection instead of the row. */
export function isOwnControl(target: EventTarget): boolean {
  const onControl = target instanceof Element && target.closest('a, button, input, label') !== null;
  return onControl || (getSelection()?.toString() ?? '') !== '';
}
