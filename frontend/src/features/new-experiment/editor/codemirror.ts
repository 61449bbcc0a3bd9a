import {
  acceptCompletion,
  autocompletion,
  completionKeymap,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Schema } from '../form/schemaFields';
import type { Finding } from '../yaml/yamlPlaces';
import { suggest } from './completion';

export interface EditorOptions {
  label: string;
  text: string;
  onChange: (text: string) => void;
  onSubmit: () => void;
  /** Schema of the text, once it is loaded. */
  schema: () => Schema | undefined;
}

/**
 * The editor is in a shadow root: CodeMirror then uses constructed style sheets. In the document it would add style
 * elements, which a strict Content-Security-Policy forbids.
 */
export function createEditor(
  host: HTMLElement,
  { label, text, onChange, onSubmit, schema }: EditorOptions,
): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  return new EditorView({
    parent: root,
    root,
    doc: text,
    extensions: [
      lineNumbers(),
      lintGutter(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      indentUnit.of('  '),
      EditorState.tabSize.of(2),
      autocompletion({
        override: [(context) => complete(context, schema())],
        icons: false,
        // Enter starts a new line unless somebody has moved to a suggestion: typed text stays as it was typed.
        selectOnOpen: false,
        // Nothing is accepted by accident, so nothing needs a moment of grace.
        interactionDelay: 0,
      }),
      yaml(),
      syntaxHighlighting(colors),
      theme,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
      typeOverSelection,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
      keymap.of([
        { key: 'Mod-Enter', run: () => (onSubmit(), true) },
        { key: 'Tab', run: acceptFirst },
        ...completionKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        indentWithTab,
      ]),
    ],
  });
}

/** Accepts the suggestion that is selected, or else the first. */
function acceptFirst(view: EditorView): boolean {
  if (completionStatus(view.state) !== 'active') return false;
  if (selectedCompletionIndex(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

function complete(context: CompletionContext, schema: Schema | undefined): CompletionResult | null {
  const found = schema && suggest(context.state.sliceDoc(0, context.pos), schema);
  if (!found || (found.typed === '' && !context.explicit) || found.suggestions.length === 0) return null;
  return {
    from: context.pos - found.typed.length,
    validFor: /^[\w.-]*$/,
    options: found.suggestions.map(({ label, detail, key }) => ({
      label,
      ...(detail && { info: detail }),
      type: key ? 'property' : 'enum',
      apply: key ? `${label}: ` : label,
    })),
  };
}

/** Takes a text from outside; the one the editor itself reported changes nothing. */
export function setText(view: EditorView, text: string): void {
  const held = view.state.doc.toString();
  if (held !== text) view.dispatch({ changes: { from: 0, to: held.length, insert: text } });
}

export function setFindings(view: EditorView, findings: readonly Finding[]): void {
  const { length } = view.state.doc;
  const diagnostics = findings.map(({ from, to, message }) => ({
    from: Math.min(from, length),
    to: Math.min(to, length),
    severity: 'error' as const,
    message,
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

// By default the browser copies the style of replaced text into a style attribute, which the policy rejects.
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { state } = view;
    if (event.inputType !== 'insertText' || event.data === null || state.selection.main.empty) return false;
    view.dispatch(state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--t-info)' },
  { tag: [tags.string, tags.content], color: 'var(--t-text)' },
  { tag: tags.comment, color: 'var(--t-muted)', fontStyle: 'italic' },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--t-muted)' },
  { tag: [tags.attributeValue, tags.meta, tags.keyword], color: 'var(--t-accent)' },
]);

// The lint package draws its marks with data: pictures, which the same policy forbids; these are drawn by style.
const theme = EditorView.theme({
  '&': { color: 'var(--t-text)', backgroundColor: 'var(--t-surface)', fontSize: '13.5px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '1.65',
    minHeight: '420px',
  },
  '.cm-content': { caretColor: 'var(--t-text)', padding: '10px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--t-text)' },
  '.cm-line': { padding: '0 14px 0 6px' },
  '.cm-gutters': { backgroundColor: 'var(--t-surface)', color: 'var(--t-muted)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--t-accent) 6%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--t-accent) 24%, transparent)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--t-bad)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--t-bad)' },
  '.cm-gutter-lint': { width: '1.3em' },
  '.cm-lint-marker-error': {
    content: 'normal',
    width: '8px',
    height: '8px',
    margin: '7px auto 0',
    borderRadius: '50%',
    backgroundColor: 'var(--t-bad)',
  },
  '.cm-tooltip': {
    maxWidth: '420px',
    border: '1px solid var(--t-border)',
    borderRadius: '6px',
    backgroundColor: 'var(--t-surface)',
    color: 'var(--t-text)',
    fontFamily: 'var(--mantine-font-family)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mantine-font-family-monospace)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--t-accent-soft)',
    color: 'var(--t-text)',
  },
  '.cm-completionInfo': { padding: '6px 10px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--t-bad)' },
});
