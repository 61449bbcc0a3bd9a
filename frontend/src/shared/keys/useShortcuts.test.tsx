// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useShortcuts } from './useShortcuts';

const j = vi.fn();
const enter = vi.fn();
const datasets = vi.fn();
const help = vi.fn();
let root: Root;

function Page() {
  useShortcuts({ j, Enter: enter, 'g d': datasets, '?': help });
  return null;
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // jsdom lays nothing out.
  Element.prototype.checkVisibility = () => true;
  root = createRoot(document.createElement('div'));
  act(() => root.render(<Page />));
});

afterEach(() => {
  act(() => root.unmount());
  document.body.innerHTML = '';
  vi.clearAllMocks();
});

function press(key: string, target: Element = document.body, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...init,
  });
  target.dispatchEvent(event);
  return event;
}

function place(html: string, into: Element | ShadowRoot = document.body): Element {
  into.innerHTML = html;
  return into.querySelector('[data-here]') ?? into.children[0] ?? document.body;
}

test('a key on the page is handled, one with a modifier is the browser’s', () => {
  expect(press('j').defaultPrevented).toBe(true);
  for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) press('j', document.body, { [modifier]: true });
  press('J', document.body, { shiftKey: true });
  expect(j).toHaveBeenCalledTimes(1);
  press('J');
  expect(j, 'with caps lock').toHaveBeenCalledTimes(2);
  press('?', document.body, { shiftKey: true });
  expect(help).toHaveBeenCalledTimes(1);
});

test.each([
  '<input>',
  '<input type="search">',
  '<input type="number">',
  '<textarea></textarea>',
  '<select></select>',
  '<div contenteditable><p data-here>text</p></div>',
  '<div contenteditable="plaintext-only"></div>',
  '<div role="textbox"><span data-here></span></div>',
])('letters belong to %s', (html) => {
  press('j', place(html));
  expect(j).not.toHaveBeenCalled();
});

test('letters belong to an editor in a shadow root, and in one inside of that', () => {
  const outer = place('<div></div>').attachShadow({ mode: 'open' });
  press('j', place('<div contenteditable></div>', outer));
  const inner = place('<div></div>', outer).attachShadow({ mode: 'open' });
  press('j', place('<textarea></textarea>', inner));
  expect(j).not.toHaveBeenCalled();
  press('j', place('<p></p>', inner));
  expect(j).toHaveBeenCalledTimes(1);
});

test('letters work on controls into which nothing is typed', () => {
  for (const html of ['<button></button>', '<input type="checkbox">', '<a href="/"></a>'])
    press('j', place(html));
  expect(j).toHaveBeenCalledTimes(3);
});

test('Enter belongs to a control that it presses', () => {
  for (const html of [
    '<button></button>',
    '<a href="/"></a>',
    '<input type="checkbox">',
    '<div role="slider"></div>',
  ])
    press('Enter', place(html));
  press('Enter', place('<button><i data-here></i></button>'));
  expect(enter).not.toHaveBeenCalled();
  press('Enter', place('<div tabindex="0"></div>'));
  expect(enter).toHaveBeenCalledTimes(1);
});

test('keys belong to a composition of an input method', () => {
  press('j', document.body, { isComposing: true });
  press('j', document.body, { keyCode: 229 });
  expect(j).not.toHaveBeenCalled();
});

test.each(['dialog', 'alertdialog', 'menu', 'listbox'])('keys belong to a %s that is open', (role) => {
  place(`<div role="${role}"></div>`);
  press('j');
  expect(j).not.toHaveBeenCalled();
});

test('a key that somebody else handled is left alone', () => {
  document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
  press('j');
  expect(j).not.toHaveBeenCalled();
});

test('a sequence needs its second key next', () => {
  press('g');
  press('d');
  expect(datasets).toHaveBeenCalledTimes(1);
  press('d');
  press('g');
  press('j');
  press('d');
  expect(datasets).toHaveBeenCalledTimes(1);
});
