alter table trial add column trained interval not null default '0';

comment on column trial.trained is 'Time of its earlier attempts, those that a hand-back, a pause or a lost worker ended.';
comment on column trial.started_at is 'When its present attempt started; null while it waits.';

-- what still waits has no present attempt
update trial set started_at = null where state in ('QUEUED', 'PAUSED');

create index trial_useless_checkpoint_index on trial (id) where checkpoint is not null and finished_at is not null;
