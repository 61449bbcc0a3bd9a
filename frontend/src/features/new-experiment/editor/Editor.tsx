import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from 'react';
import type { EditorView } from '@codemirror/view';
import type { Schema } from '../form/schemaFields';
import type { Finding, Place } from '../yaml/yamlPlaces';
import { createEditor, setFindings, setText } from './codemirror';
import classes from './Editor.module.css';

export interface EditorHandle {
  /** Puts the cursor there and the line into view. */
  show(place: Place): void;
}

export interface EditorProps {
  ref?: Ref<EditorHandle>;
  label: string;
  text: string;
  findings: readonly Finding[];
  onChange: (text: string) => void;
  /** Control and Enter. */
  onSubmit: () => void;
  schema: Schema | undefined;
}

export default function Editor({ ref, label, text, findings, onChange, onSubmit, schema }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  // Texts that the editor has reported and the page has not returned yet; more text may have been typed meanwhile.
  const reported = useRef<string[]>([]);
  const change = useEffectEvent((now: string) => {
    reported.current.push(now);
    onChange(now);
  });
  const submit = useEffectEvent(onSubmit);
  const known = useEffectEvent(() => schema);
  const begin = useEffectEvent((element: HTMLElement) => {
    const created = createEditor(element, {
      label,
      text,
      onChange: (now) => change(now),
      onSubmit: () => submit(),
      schema: () => known(),
    });
    setFindings(created, findings);
    return created;
  });

  useEffect(() => {
    if (!host.current) return;
    const created = begin(host.current);
    view.current = created;
    return () => created.destroy();
  }, []);
  useEffect(() => {
    const own = reported.current.lastIndexOf(text);
    reported.current.splice(0, own + 1);
    if (own >= 0 || !view.current) return;
    setText(view.current, text);
    reported.current = [];
  }, [text]);
  useEffect(() => {
    if (view.current) setFindings(view.current, findings);
  }, [findings]);

  useImperativeHandle(ref, () => ({
    show: ({ from }) => {
      view.current?.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.current?.focus();
    },
  }));
  return <div ref={host} className={classes.host} />;
}
