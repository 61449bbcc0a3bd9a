import type { DryRun } from '@/api/types';
import { formatCount, plural } from '@/shared/format';

export const texts = {
  title: 'New experiment',
  titleFrom: (name: string) => `New experiment from ${name}`,
  startOver: 'Start over',
  start: 'Start the search',
  loading: 'Loading the editor…',
  editor: 'Submission, in YAML',
  line: (line: number) => `Line ${line}`,
  dryRun: 'What it will do',
  dryRunHint: 'Here you see what the search will try, before it starts.',
  status: {
    empty: 'Nothing written yet',
    checking: 'Checking…',
    wrong: 'Needs mending',
    ready: 'Ready to start',
  },
  trials: 'Trials',
  trialCount: (trials: number, replicas: number) =>
    replicas > 0
      ? `${formatCount(trials)}, and ${formatCount(replicas)} that repeat the best`
      : formatCount(trials),
  smallest: 'Smallest model',
  largest: 'Largest model',
  weights: (count: number) => `${formatCount(count)} weights`,
  epochTokens: 'Tokens per epoch',
  tokens: ({ least, most }: DryRun['epoch_tokens']) =>
    least.used === most.used
      ? `${formatCount(most.used)} of ${formatCount(most.available)}`
      : `${formatCount(least.used)} to ${formatCount(most.used)} of ${formatCount(most.available)}`,
  warnings: 'Warnings',
  time: 'Takes at most about',
  timeUnknown: 'nothing measured yet',
  memory: 'Memory for a trial',
  atMost: (size: string) => `at most ${size}`,
  keptOut: 'Kept out by constraints',
  rungs: 'How far trials are trained',
  rung: (first: boolean, trials: number, epochs: number) =>
    first
      ? `${plural(trials, 'trial')} for ${plural(epochs, 'epoch')}`
      : `${formatCount(trials)} of them for ${formatCount(epochs)}`,
  moreRungs: (count: number) => `and ${plural(count, 'stop')} more`,
  proposals: 'The first trials',
  ignored: (count: number) => `${plural(count, 'key means', 'keys mean')} nothing here and will be ignored:`,
  reference: 'What may stand here',
  methods: 'Methods',
  parametersOf: (family: string) => `Parameters of a ${family}`,
  metricsOf: (family: string) => `Metrics of a ${family}`,
  distributions: 'Distributions',
  oneOf: (words: string) => `One of ${words}`,
  between: (included: boolean, low: string, high: string) =>
    `${included ? 'From' : 'Above'} ${low} to ${high}`,
  unlessGiven: (range: string, usual: string) => `${range}; ${usual} unless given.`,
  form: 'Form',
  text: 'Text',
  broken: 'The text cannot be read as YAML at the moment; mend it and the form follows again.',
  general: 'Search',
  parameters: 'Parameters',
  none: 'none',
  usual: (value: string) => (value === '' ? 'as usual' : `as usual: ${value}`),
  modes: {
    usual: 'Default',
    fixed: 'One value',
    choices: 'Choices',
    range: 'Range',
    other: 'As written',
  },
  mode: (name: string) => `How ${name} is given`,
  value: (name: string) => `Value of ${name}`,
  choices: (name: string) => `Choices of ${name}, set apart by commas`,
  from: (name: string) => `Least ${name}`,
  to: (name: string) => `Greatest ${name}`,
  logarithmic: 'by factors',
  kind: 'Kind',
};
