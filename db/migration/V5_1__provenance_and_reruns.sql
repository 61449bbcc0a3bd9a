alter table trial
  add column provenance jsonb,
  add column rerun_of   bigint,
  add constraint trial_rerun_of_fk foreign key (rerun_of) references trial (id) on delete set null;

create index trial_rerun_of_index on trial (rerun_of) where rerun_of is not null;

comment on column trial.provenance is 'What each attempt trained with, in order: program, libraries, engines, machine.';
comment on column trial.rerun_of is 'The trial that this one repeats, to be compared with it; null for a trial of its own.';
