-- What is said of each trial while it trains.

create table trial_log (
  trial_id bigint      not null,
  id       bigint      not null generated always as identity,
  attempt  integer     not null,
  at       timestamptz not null,
  level    text        not null,
  message  text        not null,
  constraint trial_log_pk primary key (trial_id, id),
  constraint trial_log_trial_fk foreign key (trial_id) references trial (id) on delete cascade,
  constraint trial_log_level_known check (level in ('INFO', 'WARN', 'ERROR'))
);

comment on table trial_log is 'What workers say of trials while they train them, for people to read; the newest lines of each.';
comment on column trial_log.trial_id is 'The trial.';
comment on column trial_log.id is 'Orders the lines of a trial.';
comment on column trial_log.attempt is 'The claim of the worker that said it.';
comment on column trial_log.at is 'When, by the clock of that worker.';
comment on column trial_log.level is 'INFO, WARN or ERROR.';
comment on column trial_log.message is 'What was said; of an error with where it happened.';
