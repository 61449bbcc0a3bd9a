// Default meaning of a key for the focused element, which takes precedence over shortcuts.

/** Inputs into which nothing is typed. */
const WITHOUT_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];
const TEXT_ROLES = ['combobox', 'searchbox', 'spinbutton', 'textbox'];
const CONTROLS = `a[href], area[href], button, input, select, summary, textarea, audio, video,
  ${['button', 'checkbox', 'link', 'menuitem', 'option', 'radio', 'slider', 'switch', 'tab', 'treeitem']
    .map((role) => `[role=${role}]`)
    .join()}`;
const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox], dialog[open]';

/** Returns whether typed letters are inserted as text in this element of an event's path. */
export function acceptsText(target: EventTarget): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLInputElement) return !WITHOUT_TEXT.includes(target.type);
  if (target.matches('textarea, select')) return true;
  // jsdom knows no isContentEditable.
  const editable = target.getAttribute('contenteditable');
  if (editable !== null && editable !== 'false') return true;
  return TEXT_ROLES.includes(target.getAttribute('role') ?? '');
}

/** Returns whether Enter activates this element. */
export function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.matches(CONTROLS);
}

/** Returns whether a dialog, menu or list box is open, which then receives all keys. */
export function overlayOpen(page: Document): boolean {
  return [...page.querySelectorAll<HTMLElement>(OVERLAYS)].some((overlay) => overlay.checkVisibility());
}
