alter table trial
  add column checkpoint        text,
  add column checkpoint_before text,
  add column checkpoint_step   integer,
  add constraint trial_checkpoint_step_told check ((checkpoint_step is not null) = (checkpoint is not null));

comment on column trial.checkpoint is 'Artifact key of the latest checkpoint: another attempt goes on from it.';
comment on column trial.checkpoint_before is 'Artifact key of the checkpoint before it, for the case that the latest is damaged.';
comment on column trial.checkpoint_step is 'The last whole epoch in the latest checkpoint; 0 before the first.';
