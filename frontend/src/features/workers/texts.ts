export const texts = {
  title: 'Workers',
  none: 'No worker has reported',
  noneHint: 'Trials wait until one does. The server starts a worker of its own unless it was told not to.',
  names: {
    host: 'Worker',
    alive: 'State',
    trials: 'Trials',
    tokens_per_second: 'Tokens per second',
    cores: 'Cores',
    version: 'Version',
    started_at: 'Started',
    last_heartbeat: 'Last heard of',
  },
  alive: 'Alive',
  lost: 'Lost',
  idle: 'idle',
  trial: (number: number | undefined, experiment: string | undefined) =>
    number === undefined ? '…' : `Trial ${number}${experiment === undefined ? '' : ` of ${experiment}`}`,
};
