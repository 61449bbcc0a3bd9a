import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { schemaQuery } from '@/api/catalog';
import { experimentQueries, useSubmitExperiment } from '@/api/experiments';
import { ApiError } from '@/api/http';
import type { Catalog } from '@/api/types';
import { Panel } from '@/shared/page/Panel';
import { ProblemNotice } from '@/shared/page/ProblemNotice';
import classes from './Composer.module.css';
import { DryRunPanel } from './DryRunPanel';
import type { EditorHandle } from './editor/Editor';
import { Findings } from './Findings';
import { Reference } from './Reference';
import { randomKey } from './randomKey';
import { SchemaForm } from './form/SchemaForm';
import { texts } from './texts';
import { useDraft } from './useDraft';
import { placeViolations, syntaxFindings, type Finding } from './yaml/yamlPlaces';

const Editor = lazy(() => import('./editor/Editor'));

export interface ComposerProps {
  draftKey: string;
  initial: string;
  datasets: readonly string[];
  catalog: Catalog | undefined;
}

export function Composer({ draftKey, initial, datasets, catalog }: ComposerProps) {
  const { text, write, forget } = useDraft(draftKey, initial);
  const editor = useRef<EditorHandle>(null);
  const navigate = useNavigate();
  const submit = useSubmitExperiment();
  const { data: schema } = useQuery(schemaQuery);
  // The same text submitted twice is one experiment: a doubtful answer may be followed by another try.
  const idempotency = useRef({ source: '', key: '' });

  const [settled] = useDebouncedValue(text, 400);
  const syntax = useMemo(() => syntaxFindings(text), [text]);
  const empty = text.trim() === '';
  const sound = syntax.length === 0 && !empty;
  const dryRun = useQuery({ ...experimentQueries.dryRun(settled), enabled: sound && settled === text });
  const checking = settled !== text || dryRun.isFetching;
  const status = empty
    ? 'empty'
    : !sound
      ? 'wrong'
      : checking
        ? 'checking'
        : dryRun.isSuccess
          ? 'ready'
          : 'wrong';

  const findings = useMemo(() => {
    if (syntax.length > 0) return syntax;
    return settled === text ? placeViolations(text, violationsOf(dryRun.error)) : [];
  }, [syntax, settled, text, dryRun.error]);

  const send = () => {
    if (status !== 'ready') return;
    if (idempotency.current.source !== text) idempotency.current = { source: text, key: randomKey() };
    submit.mutate(idempotency.current, {
      onSuccess: ({ id }) => {
        forget(text);
        void navigate(`/experiments/${id}`);
      },
    });
  };
  return (
    <div className={classes.columns}>
      <div className={classes.form}>
        <SchemaForm text={text} datasets={datasets} catalog={catalog} onChange={write} />
      </div>
      <Panel
        flush
        title={texts.text}
        actions={
          <>
            {text !== initial && (
              <Button variant="subtle" color="gray" onClick={() => forget(initial)}>
                {texts.startOver}
              </Button>
            )}
            <Button onClick={send} loading={submit.isPending} disabled={status !== 'ready'}>
              {texts.start}
            </Button>
          </>
        }
      >
        <Suspense fallback={<div className={classes.loading}>{texts.loading}</div>}>
          <Editor
            ref={editor}
            text={text}
            findings={findings}
            label={texts.editor}
            onChange={write}
            onSubmit={send}
            schema={schema}
          />
        </Suspense>
        <Findings findings={findings} onOpen={(finding: Finding) => editor.current?.show(finding)} />
      </Panel>
      <div className={classes.side}>
        <ProblemNotice error={submit.error} onRetry={send} />
        <ProblemNotice
          error={violationsOf(dryRun.error).length > 0 ? null : dryRun.error}
          onRetry={dryRun.refetch}
        />
        <DryRunPanel result={dryRun.data} status={status} />
        <Reference catalog={catalog} />
      </div>
    </div>
  );
}

function violationsOf(error: Error | null) {
  return error instanceof ApiError ? (error.problem.violations ?? []) : [];
}
