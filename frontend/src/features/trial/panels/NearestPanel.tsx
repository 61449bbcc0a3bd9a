import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trialQueries } from '@/api/trials/trials';
import { Bars } from '@/shared/details/Bars';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import { texts } from '../texts';
import classes from './NearestPanel.module.css';

/** Which words the model has learned to take for alike. */
export function NearestPanel({ trial }: { trial: number }) {
  const [typed, setTyped] = useState('');
  const [word, setWord] = useState('');
  const { data, error, isFetching } = useQuery({
    ...trialQueries.nearest(trial, word),
    enabled: word !== '',
  });
  return (
    <Panel title={texts.nearest}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setWord(typed.trim());
        }}
      >
        <TextInput
          label={texts.nearestWord}
          description={texts.nearestHint}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isFetching} disabled={typed.trim() === ''}>
          {texts.nearestFind}
        </Button>
      </form>
      <ProblemNotice error={error} />
      {data && (
        <Bars
          label={texts.nearestTo(word)}
          bars={data.map((neighbor) => ({
            name: neighbor.word,
            share: Math.max(neighbor.similarity, 0),
            value: neighbor.similarity.toFixed(2),
          }))}
        />
      )}
    </Panel>
  );
}
