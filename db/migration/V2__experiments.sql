create table experiment (
  id                bigint generated always as identity,
  name              text        not null,
  state             text        not null default 'QUEUED',
  dataset_id        bigint      not null,
  vocabulary_size   integer     not null,
  method            text        not null,
  metric            text        not null,
  goal              text        not null,
  target            double precision,
  trial_count       bigint      not null,
  parallel_trials   integer     not null,
  wall_clock        interval,
  proposed          bigint      not null default 0,
  spec              json        not null,
  source            text        not null,
  ignored           text[]      not null default '{}',
  idempotency_key   text,
  end_reason        text,
  created_at        timestamptz not null default now(),
  started_at        timestamptz,
  finished_at       timestamptz,
  constraint experiment_pk primary key (id),
  constraint experiment_dataset_fk foreign key (dataset_id) references dataset (id),
  constraint experiment_idempotency_key_unique unique (idempotency_key),
  constraint experiment_state_known check (state in ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  constraint experiment_goal_known check (goal in ('MINIMIZE', 'MAXIMIZE')),
  constraint experiment_proposed_within_count check (proposed between 0 and trial_count),
  constraint experiment_parallel_trials_positive check (parallel_trials > 0)
);

create index experiment_created_at_index on experiment (created_at desc, id desc);
create index experiment_open_index on experiment (id) where state in ('QUEUED', 'RUNNING');
create index experiment_dataset_index on experiment (dataset_id);

comment on table experiment is 'One search over one space for one objective.';
comment on column experiment.id is 'Number of the experiment.';
comment on column experiment.name is 'What its author called it; need not be unique.';
comment on column experiment.state is 'QUEUED until its first trial starts, RUNNING, then one of COMPLETED, FAILED, CANCELLED.';
comment on column experiment.dataset_id is 'The text it trains on.';
comment on column experiment.vocabulary_size is 'Number of distinct tokens of its training part.';
comment on column experiment.method is 'Name of the search strategy.';
comment on column experiment.metric is 'Name of the metric it is judged by.';
comment on column experiment.goal is 'Which way the metric gets better.';
comment on column experiment.target is 'Value of the metric at which a trial is good enough to end; null for none.';
comment on column experiment.trial_count is 'Exact number of trials the search makes.';
comment on column experiment.parallel_trials is 'How many trials may be open at once.';
comment on column experiment.wall_clock is 'Time from start after which no trial goes on; null for no limit.';
comment on column experiment.proposed is 'How many trials have been proposed so far: the number of the next one.';
comment on column experiment.spec is 'The normalised submission, every default filled in.';
comment on column experiment.source is 'The submission as it was entered, letter for letter.';
comment on column experiment.ignored is 'JSON pointers of submitted keys that mean nothing here.';
comment on column experiment.idempotency_key is 'Key under which a client may repeat the submission without a second experiment.';
comment on column experiment.end_reason is 'Why it ended before all its trials: budget, or null.';
comment on column experiment.created_at is 'When it was submitted.';
comment on column experiment.started_at is 'When its first trial started.';
comment on column experiment.finished_at is 'When its last trial ended.';

create table trial (
  id                bigint generated always as identity,
  experiment_id     bigint      not null,
  number            bigint      not null,
  state             text        not null default 'QUEUED',
  attempt           integer     not null default 0,
  assignment        json        not null,
  seed              bigint      not null,
  worker_id         text,
  cancel_requested  boolean     not null default false,
  parameter_count   bigint      not null,
  best_value        double precision,
  best_step         integer,
  last_value        double precision,
  last_step         integer,
  epoch_fraction    double precision,
  stop_reason       json,
  failure_kind      text,
  failure_message   text,
  test              json,
  sample            text,
  model             text,
  queued_at         timestamptz not null default now(),
  started_at        timestamptz,
  progressed_at     timestamptz,
  finished_at       timestamptz,
  constraint trial_pk primary key (id),
  constraint trial_experiment_fk foreign key (experiment_id) references experiment (id) on delete cascade,
  constraint trial_number_unique unique (experiment_id, number),
  constraint trial_state_known check (state in ('QUEUED', 'RUNNING', 'COMPLETED', 'PRUNED', 'FAILED', 'CANCELLED')),
  constraint trial_attempt_not_negative check (attempt >= 0),
  constraint trial_finished_when_over check ((finished_at is not null) = (state not in ('QUEUED', 'RUNNING'))),
  constraint trial_failure_told check ((failure_kind is not null) = (state = 'FAILED'))
);

create index trial_open_index on trial (experiment_id) where state in ('QUEUED', 'RUNNING');
create index trial_best_index on trial (experiment_id, best_value);

comment on table trial is 'One training run with one assignment, numbered from 0 inside its experiment.';
comment on column trial.id is 'Number of the trial among all.';
comment on column trial.experiment_id is 'The experiment it belongs to.';
comment on column trial.number is 'Place in its experiment, from 0; assignment and seed follow from it.';
comment on column trial.state is 'QUEUED, RUNNING, then one of COMPLETED, PRUNED, FAILED, CANCELLED.';
comment on column trial.attempt is 'How often it was claimed by a worker; every write of a worker carries it and a stale one writes nothing.';
comment on column trial.assignment is 'Name and value of every hyperparameter.';
comment on column trial.seed is 'Seed of its initial weights and of all other chance in its training.';
comment on column trial.worker_id is 'The worker that claimed it last.';
comment on column trial.cancel_requested is 'Somebody asked to stop it; its worker obeys between two minibatches.';
comment on column trial.parameter_count is 'Number of trainable parameters of its model.';
comment on column trial.best_value is 'The objective at its best epoch; null before the first finite value.';
comment on column trial.best_step is 'The best epoch, from 1.';
comment on column trial.last_value is 'The objective after the last epoch.';
comment on column trial.last_step is 'The last epoch, from 1.';
comment on column trial.epoch_fraction is 'How much of the present epoch is done, 0 to 1.';
comment on column trial.stop_reason is 'Why it ended: rule, step, value, threshold.';
comment on column trial.failure_kind is 'Why it failed, as a word: NOT_FINITE, OUT_OF_MEMORY, TOO_LITTLE_DATA, ERROR.';
comment on column trial.failure_message is 'Why it failed, as a sentence.';
comment on column trial.test is 'Metrics of the test part at the best epoch.';
comment on column trial.sample is 'Text generated by the model of the best epoch.';
comment on column trial.model is 'Artifact key of the DL4J zip with the weights of the best epoch.';
comment on column trial.queued_at is 'When it was proposed.';
comment on column trial.started_at is 'When its present attempt started.';
comment on column trial.progressed_at is 'When its worker last told of progress.';
comment on column trial.finished_at is 'When it ended.';

create table metric_point (
  trial_id    bigint           not null,
  metric      text             not null,
  step        integer          not null,
  value       double precision not null,
  attempt     integer          not null,
  written_in  xid8             not null default pg_current_xact_id(),
  constraint metric_point_pk primary key (trial_id, metric, step),
  constraint metric_point_trial_fk foreign key (trial_id) references trial (id) on delete cascade,
  constraint metric_point_step_positive check (step > 0)
);

create index metric_point_written_in_index on metric_point (written_in);

comment on table metric_point is 'One value of one metric of one trial after one epoch.';
comment on column metric_point.trial_id is 'The trial.';
comment on column metric_point.metric is 'Name of the metric.';
comment on column metric_point.step is 'The epoch it was measured after, from 1.';
comment on column metric_point.value is 'The value; NaN and infinities are kept as they are.';
comment on column metric_point.attempt is 'The attempt that measured it.';
comment on column metric_point.written_in is 'Transaction that wrote it: a reader who asks for all since its last snapshot misses none, whatever the order of commits.';

create table worker (
  id              text        not null,
  host            text        not null,
  pid             bigint      not null,
  cores           integer     not null,
  parallel_trials integer     not null,
  version         text        not null,
  started_at      timestamptz not null default now(),
  last_heartbeat  timestamptz not null default now(),
  constraint worker_pk primary key (id)
);

comment on table worker is 'Processes that train trials, living and recently dead.';
comment on column worker.id is 'Name of the process, unique for ever.';
comment on column worker.host is 'Machine it runs on.';
comment on column worker.pid is 'Its process number there.';
comment on column worker.cores is 'Cores it sees.';
comment on column worker.parallel_trials is 'How many trials it trains at once.';
comment on column worker.version is 'Version of Trellis it runs.';
comment on column worker.started_at is 'When it started.';
comment on column worker.last_heartbeat is 'When it last gave a sign of life.';
