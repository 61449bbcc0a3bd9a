import { Button } from '@mantine/core';
import { modelAddress } from '@/api/trials/trials';
import type { Assignment, Trial } from '@/api/types';
import { Facts } from '@/shared/details/Facts';
import { formatParameter, formatValue, words } from '../format';
import { DownloadIcon } from '@/shared/page/icons';
import { TextBlock } from '@/shared/page/TextBlock';
import { texts as all } from '../texts';

const texts = all.trial;

// Results of a trial, shown on its own page and, for the best trial, on the page of its experiment.

export function Parameters({ parameters }: { parameters: Assignment }) {
  return (
    <Facts facts={Object.entries(parameters).map(([name, value]) => [words(name), formatParameter(value)])} />
  );
}

export function TestMetrics({ trial }: { trial: Trial }) {
  if (!trial.test) return <Later trial={trial} what={texts.later.test} />;
  if (Object.keys(trial.test).length === 0) {
    return <span style={{ color: 'var(--t-muted)' }}>{texts.noTest}</span>;
  }
  return (
    <Facts facts={Object.entries(trial.test).map(([name, value]) => [words(name), formatValue(value)])} />
  );
}

export function Sample({ trial }: { trial: Trial }) {
  if (trial.sample === null) return <Later trial={trial} what={texts.later.sample} />;
  return <TextBlock label={texts.sample} text={trial.sample} prose />;
}

export function ModelDownload({ trial, size = 'compact-sm' }: { trial: Trial; size?: string }) {
  if (!trial.model_available) return null;
  return (
    <Button
      component="a"
      href={modelAddress(trial.id)}
      download
      variant="default"
      size={size}
      leftSection={<DownloadIcon />}
    >
      {texts.model}
    </Button>
  );
}

function Later({ trial, what }: { trial: Trial; what: string }) {
  const open = trial.state === 'RUNNING' || trial.state === 'QUEUED';
  return <span style={{ color: 'var(--t-muted)' }}>{open ? what : texts.never}</span>;
}
