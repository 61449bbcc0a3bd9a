import { Button, NumberInput, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { generate, type Prompt } from '@/api/trials/generate';
import type { Trial } from '@/api/types';
import { NONE_UNKNOWN } from '@/api/trials/unknownTokens';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { TextBlock } from '@/shared/page/TextBlock';
import { texts } from '../texts';
import classes from './TryIt.module.css';
import { Unknown } from './Unknown';
import { useBeside } from '../curves/useBeside';

/** One writes the beginning, the model the rest; another trial's model may write beside it. */
export function TryIt({ trial }: { trial: Trial }) {
  const [prompt, setPrompt] = useState<Prompt>({ prompt: '', length: 300, temperature: 0.8, seed: 1 });
  const [asked, setAsked] = useState<{ prompt: Prompt; turn: number } | null>(null);
  const { trials, select } = useBeside(trial);
  if (!trial.model_available) return null;
  const set = (part: Partial<Prompt>) => setPrompt((now) => ({ ...now, ...part }));
  return (
    <Panel title={texts.tryIt}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked((now) => ({ prompt, turn: (now?.turn ?? 0) + 1 }));
        }}
      >
        <Textarea
          className={classes.prompt}
          label={texts.prompt}
          description={texts.tryHint}
          placeholder={texts.promptHint}
          autosize
          minRows={1}
          maxRows={6}
          value={prompt.prompt}
          onChange={(event) => set({ prompt: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
        <Number
          label={texts.length}
          value={prompt.length}
          min={1}
          max={10_000}
          step={100}
          onChange={(length) => set({ length })}
        />
        <Number
          label={texts.temperature}
          value={prompt.temperature}
          min={0}
          max={10}
          step={0.1}
          onChange={(temperature) => set({ temperature })}
        />
        <Number
          label={texts.seed}
          value={prompt.seed}
          min={0}
          max={1e15}
          step={1}
          onChange={(seed) => set({ seed })}
        />
        {select}
        <Button type="submit">{texts.write}</Button>
      </form>
      <div className={classes.texts}>
        {trials.map((one) => (
          <Writing
            key={`${one.id} ${asked?.turn ?? 0}`}
            trial={one}
            prompt={asked?.prompt}
            named={trials.length > 1}
          />
        ))}
      </div>
    </Panel>
  );
}

interface NumberProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
}

function Number({ onChange, ...rest }: NumberProps) {
  return <NumberInput w={104} onChange={(value) => typeof value === 'number' && onChange(value)} {...rest} />;
}

/** One model's text, from when it appears; leaving the page stops it. */
function Writing({ trial, prompt, named }: { trial: Trial; prompt: Prompt | undefined; named: boolean }) {
  const [text, setText] = useState('');
  const [unknown, setUnknown] = useState(NONE_UNKNOWN);
  const [error, setError] = useState<unknown>(null);
  const [ended, setEnded] = useState(prompt === undefined);
  const stop = useRef<AbortController>(null);
  useEffect(() => {
    if (!prompt) return;
    const controller = new AbortController();
    stop.current = controller;
    const onText = (piece: string) => setText((now) => now + piece);
    generate(trial.id, prompt, { onUnknown: setUnknown, onText }, controller.signal)
      .catch((problem: unknown) => {
        if (!controller.signal.aborted) setError(problem);
      })
      .finally(() => {
        if (stop.current === controller) setEnded(true);
      });
    return () => controller.abort();
  }, [trial.id, prompt]);
  return (
    <section className={classes.writing}>
      <header>
        {named && <strong>{texts.textOf(trial.number)}</strong>}
        <span role="status">{ended ? '' : texts.writing}</span>
        {!ended && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => stop.current?.abort()}>
            {texts.stop}
          </Button>
        )}
      </header>
      <ProblemNotice error={error} />
      <Unknown tokens={unknown} />
      {prompt === undefined ? (
        <p className={classes.waits}>{texts.waits}</p>
      ) : (
        (error === null || text !== '') && (
          <TextBlock label={texts.textOf(trial.number)} text={prompt.prompt + text} prose />
        )
      )}
    </section>
  );
}
