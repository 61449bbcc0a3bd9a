alter table trial
  add column replica_of bigint,
  add column seen       json,
  add constraint trial_replica_of_fk foreign key (replica_of) references trial (id) on delete cascade;

create index trial_replica_of_index on trial (replica_of) where replica_of is not null;

comment on column trial.replica_of is 'The trial of the same search whose assignment it trains again with another seed; null for a trial of the search itself.';
comment on column trial.seen is 'What an adaptive strategy knew when it proposed it: how many trials, from number 0, and of those that were not over the number, epochs and standing. With the curves this gives the history back.';
comment on column experiment.end_reason is 'Why it ended before all its trials: budget, target, plateau, failures, or null. Set as soon as no trial is proposed any more.';
