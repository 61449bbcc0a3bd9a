import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trialQueries } from '@/api/trials/trials';
import type { Trial } from '@/api/types';
import { Bars } from '@/shared/details/Bars';
import { formatPercent } from '@/shared/format';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { texts } from '../texts';
import classes from './TryIt.module.css';
import { Unknown } from './Unknown';
import { useBeside } from '../curves/useBeside';

/** Classifies a typed text; the model of another trial can be compared. */
export function ClassifyIt({ trial }: { trial: Trial }) {
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const { trials, select } = useBeside(trial);
  if (!trial.model_available) return null;
  return (
    <Panel title={texts.tryIt}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setText(typed.trim());
        }}
      >
        <Textarea
          className={classes.prompt}
          label={texts.classifyText}
          description={texts.classifyHint}
          autosize
          minRows={1}
          maxRows={6}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {select}
        <Button type="submit" disabled={typed.trim() === ''}>
          {texts.classify}
        </Button>
      </form>
      {text !== '' && (
        <div className={classes.texts}>
          {trials.map((one) => (
            <Labels key={one.id} trial={one} text={text} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Labels({ trial, text }: { trial: Trial; text: string }) {
  const { data, error, refetch } = useQuery(trialQueries.classify(trial.id, text));
  return (
    <section className={classes.writing}>
      <header>
        <strong>{texts.labelsBy(trial.number)}</strong>
      </header>
      <ProblemNotice error={error} onRetry={refetch} />
      {data && (
        <>
          <Bars
            label={texts.labelsBy(trial.number)}
            bars={data.labels.map(({ label, probability }) => ({
              name: label,
              share: probability,
              value: formatPercent(probability),
            }))}
          />
          <Unknown tokens={data.unknown} />
        </>
      )}
    </section>
  );
}
