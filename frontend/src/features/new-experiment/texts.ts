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
  dryRun: 'Dry run',
  dryRunHint: 'The plan of the search appears here before it starts.',
  status: {
    empty: 'Nothing written yet',
    checking: 'Checking…',
    wrong: 'Errors',
    ready: 'Ready to start',
  },
  trials: 'Trials',
  trialCount: (trials: number, replicas: number) =>
    replicas > 0
      ? `${formatCount(trials)}, and ${formatCount(replicas)} replicas of the best`
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
  time: 'Estimated time, at most',
  timeUnknown: 'nothing measured yet',
  memory: 'Memory per trial',
  atMost: (size: string) => `at most ${size}`,
  keptOut: 'Excluded by constraints',
  rungs: 'Rungs',
  rung: (first: boolean, trials: number, epochs: number) =>
    first
      ? `${plural(trials, 'trial')} for ${plural(epochs, 'epoch')}`
      : `${formatCount(trials)} of them for ${formatCount(epochs)}`,
  moreRungs: (count: number) => `and ${plural(count, 'stop')} more`,
  proposals: 'First trials',
  ignored: (count: number) => `${plural(count, 'key has', 'keys have')} no effect and will be ignored:`,
  reference: 'Reference',
  methods: 'Methods',
  parametersOf: (family: string) => `Parameters of a ${family}`,
  metricsOf: (family: string) => `Metrics of a ${family}`,
  distributions: 'Distributions',
  oneOf: (words: string) => `One of ${words}`,
  between: (included: boolean, low: string, high: string) =>
    `${included ? 'From' : 'Above'} ${low} to ${high}`,
  unlessGiven: (range: string, usual: string) => `${range}; default ${usual}.`,
  form: 'Form',
  text: 'Text',
  broken: 'The text has YAML errors. Correct them in the text to use the form.',
  general: 'Search',
  parameters: 'Parameters',
  none: 'none',
  usual: (value: string) => (value === '' ? 'default' : `default: ${value}`),
  modes: {
    usual: 'Default',
    fixed: 'One value',
    choices: 'Choices',
    range: 'Range',
    other: 'As in the text',
  },
  mode: (name: string) => `Type of ${name}`,
  value: (name: string) => `Value of ${name}`,
  choices: (name: string) => `Choices of ${name}, separated by commas`,
  from: (name: string) => `Minimum of ${name}`,
  to: (name: string) => `Maximum of ${name}`,
  logarithmic: 'log scale',
  kind: 'Kind',
};
