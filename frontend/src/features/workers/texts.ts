export const texts = {
  title: 'Workers',
  none: 'No workers',
  noneHint: 'Trials wait for a worker. By default the server starts one.',
  names: {
    host: 'Worker',
    alive: 'State',
    trials: 'Trials',
    tokens_per_second: 'Tokens per second',
    cores: 'Cores',
    version: 'Version',
    started_at: 'Started',
    last_heartbeat: 'Last heartbeat',
  },
  alive: 'Alive',
  lost: 'Lost',
  idle: 'idle',
  trial: (number: number | undefined, experiment: string | undefined) =>
    number === undefined ? '…' : `Trial ${number}${experiment === undefined ? '' : ` of ${experiment}`}`,
};
